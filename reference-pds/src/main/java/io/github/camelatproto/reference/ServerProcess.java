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
package io.github.camelatproto.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of {@code start.mjs}. It ends when its standard input does, which happens at the latest when this JVM is
 * gone. What it says on standard error goes to the log, and the last of it into the message of a failed start.
 */
final class ServerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);
    private static final int KEPT_LINES = 40;

    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> errorsRead = new CompletableFuture<>();
    private final Deque<String> lastErrors = new ArrayDeque<>();

    private ServerProcess(Process process) {
        this.process = process;
    }

    static ServerProcess start(Path script, List<String> args) {
        List<String> command = new ArrayList<>(List.of("node", script.toString(), "--until-stdin-closes"));
        command.addAll(args);
        try {
            ServerProcess started = new ServerProcess(new ProcessBuilder(command).start());
            started.readInBackground();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("node could not be started", e);
        }
    }

    private void readInBackground() {
        read("out", process.getInputStream(), ready::complete,
                () -> ready.completeExceptionally(new IllegalStateException("ended before it was ready")));
        read("err", process.getErrorStream(), this::keep, () -> errorsRead.complete(null));
    }

    /** Hands each line over, and says when there will be no more. */
    private void read(String name, InputStream stream, Consumer<String> onLine, Runnable onEnd) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    onLine.accept(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Reading the " + name + "put of the reference PDS failed", e);
            } finally {
                onEnd.run();
            }
        }, "reference-pds-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void keep(String line) {
        LOG.info("{}", line);
        synchronized (lastErrors) {
            lastErrors.addLast(line);
            if (lastErrors.size() > KEPT_LINES) {
                lastErrors.removeFirst();
            }
        }
    }

    /** The one line that the process writes to standard output. */
    String awaitReady(Duration timeout) {
        try {
            return ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure("ended before it was ready");
        } catch (TimeoutException e) {
            throw failure("was not ready after " + timeout.toMinutes() + " minutes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the reference PDS was starting", e);
        }
    }

    /** Ends the process, so that it can have nothing more to say, and tells what it said. */
    private IllegalStateException failure(String what) {
        close();
        errorsRead.completeOnTimeout(null, DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
        synchronized (lastErrors) {
            return new IllegalStateException("The reference PDS " + what + ":\n" + String.join("\n", lastErrors));
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                destroy();
            }
        } catch (IOException e) {
            destroy();
            throw new UncheckedIOException("The standard input of the reference PDS could not be closed", e);
        } catch (InterruptedException e) {
            destroy();
            Thread.currentThread().interrupt();
        }
    }

    private void destroy() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
