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
import java.time.Duration;

import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One line at INFO for each commit: where it went and how large it was, nothing of what is in it. Thread-safe. */
record CommitLog(URI pds, Did repo) implements WriterEvents {

    /** In the MDC of the line: the repo's DID. */
    static final String MDC_REPO = "camel.atproto.repo";
    /** In the MDC of the line: the PDS's host, and its port where it has one. */
    static final String MDC_PDS = "camel.atproto.pds";

    private static final Logger LOG = LoggerFactory.getLogger(CommitLog.class);

    @Override
    public void committed(@Nullable CommitMeta commit, int units, int writes, Duration took) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        String host = pds.getRawAuthority();
        MDC.put(MDC_REPO, repo.toString());
        MDC.put(MDC_PDS, host);
        try {
            LOG.info(
                    "Commit {} in {} at {}: writes {}, messages {}, {} ms",
                    commit == null ? "that the answer does not name" : commit.rev(), repo, host, writes, units,
                    took.toMillis());
        } finally {
            MDC.remove(MDC_REPO);
            MDC.remove(MDC_PDS);
        }
    }
}
