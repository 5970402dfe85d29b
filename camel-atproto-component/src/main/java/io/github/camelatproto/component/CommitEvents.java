/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.component;

import java.net.URI;
import java.util.List;

import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.CamelContext;

/**
 * Finds who wants to be told of the writers' work: the log, and meters where Micrometer and a registry of it are there.
 */
interface CommitEvents {

    /** Who is told by the writer of this repo. */
    List<WriterEvents> of(URI pds, Did repo);

    static CommitEvents of(CamelContext context) {
        boolean hasMicrometer
                = context.getClassResolver().resolveClass("io.micrometer.core.instrument.MeterRegistry") != null;
        // the class that knows Micrometer is not loaded without it
        CommitMeters meters = hasMicrometer ? CommitMeters.find(context) : null;
        return meters == null
                ? (pds, repo) -> List.of(new CommitLog(pds, repo))
                : (pds, repo) -> List.of(new CommitLog(pds, repo), meters.of(pds, repo));
    }
}
