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
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the operating system knows of processes. */
final class Processes {

    private Processes() {
    }

    /** Of the largest among a process and what it has started: a launcher is not what is measured. */
    static long residentBytes(ProcessHandle process) throws IOException {
        Stream<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants());
        long largest = 0;
        for (ProcessHandle each : all.sorted(Comparator.comparingLong(ProcessHandle::pid)).toList()) {
            largest = Math.max(largest, resident(each));
        }
        return largest;
    }

    /** By ps, which Linux and macOS have. */
    private static long resident(ProcessHandle process) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
        String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
    }
}
