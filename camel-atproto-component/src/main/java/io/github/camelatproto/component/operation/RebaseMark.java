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
package io.github.camelatproto.component.operation;

import java.util.HashSet;
import java.util.Set;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.Exchange;

/**
 * Marks the exchange of a rebase with the repo in whose writer's turn it runs: a write to that repo would wait for that
 * turn to end, and the turn for the write.
 */
final class RebaseMark {

    private static final String PROPERTY = "CamelAtprotoRebasing";

    private RebaseMark() {
    }

    @SuppressWarnings("unchecked")
    private static Set<Did> repos(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Set.of(), Set.class);
    }

    static void set(Exchange exchange, Did repo) {
        // a rebase may write to another repo, whose rebase runs in both turns
        Set<Did> repos = new HashSet<>(repos(exchange));
        repos.add(repo);
        exchange.setProperty(PROPERTY, Set.copyOf(repos));
    }

    static void refuse(Exchange exchange, Did repo) {
        if (repos(exchange).contains(repo)) {
            throw new InvalidInputException(
                    "A rebase cannot write to the repo that it is called for (" + repo + "): that write would wait for the one"
                                            + " that waits for the rebase. Give back the writes as the rebase's result");
        }
    }
}
