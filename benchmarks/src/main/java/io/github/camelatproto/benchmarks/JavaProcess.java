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

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a JVM of its own, with this one's class path, so that its memory and its processor time are its own. */
final class JavaProcess implements Server {

    private static final String READY = "ready: ";

    private final Process process;
    private final URI url;

    private JavaProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * @param main prints "ready: " and its URL
     */
    static JavaProcess start(List<String> jvmOptions, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new JavaProcess(process, URI.create(line.substring(READY.length())));
            }
        }
        throw new IOException(main.getSimpleName() + " ended before it was ready");
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public long residentBytes() throws IOException {
        return Processes.residentBytes(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
