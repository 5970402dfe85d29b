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
package io.github.camelatproto.pds;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs an {@link EmbeddedPds} alone, until the process is told to end. */
@Command(name = "atproto-embedded-pds", mixinStandardHelpOptions = true,
         description = "A Personal Data Server of the AT Protocol, for quick starts and tests.")
public final class PdsMain implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "the address to listen on (${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "2583", description = "0 = a free one (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--account", paramLabel = "HANDLE:PASSWORD", description = "an account, created unless it exists")
    private List<String> accounts = new ArrayList<>();

    @Option(names = "--data", paramLabel = "FILE", description = "of H2; in memory where it is not given")
    private @Nullable Path data;

    @Option(names = "--rate-limits", description = "limit calls and writes as Bluesky does")
    private boolean rateLimits;

    /** Exits with 0, 1 if the PDS cannot start, 2 if the arguments are wrong. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PdsMain()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("atproto-embedded-pds: " + failure.getMessage());
            return failure instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        }).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("--port takes 0 to " + HIGHEST_PORT);
        }
        EmbeddedPds.Builder builder = EmbeddedPds.builder().host(host).port(port).rateLimits(rateLimits);
        for (String account : accounts) {
            int colon = account.indexOf(':');
            if (colon < 1 || colon == account.length() - 1) {
                throw new IllegalArgumentException("--account takes HANDLE:PASSWORD, such as alice.test:secret");
            }
            builder.account(account.substring(0, colon), account.substring(colon + 1));
        }
        if (data != null) {
            builder.dataFile(data);
        }
        EmbeddedPds pds = builder.build().start();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            pds.close();
            ended.countDown();
        }, "pds-shutdown"));
        System.out.println("ready: " + pds.url());
        ended.await();
        return CommandLine.ExitCode.OK;
    }
}
