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
package io.github.camelatproto.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelatproto.reference.ReferencePds;

/** The reference PDS. */
final class ReferenceServer implements Server {

    private final ReferencePds pds;
    private final ProcessHandle process;

    private ReferenceServer(ReferencePds pds, ProcessHandle process) {
        this.pds = pds;
        this.process = process;
    }

    static ReferenceServer start() {
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        ReferencePds pds = ReferencePds.start();
        List<ProcessHandle> started = ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
        return new ReferenceServer(pds, started.get(0));
    }

    @Override
    public URI url() {
        return pds.url();
    }

    @Override
    public long residentBytes() throws IOException {
        return Processes.residentBytes(process);
    }

    @Override
    public void close() {
        pds.close();
    }
}
