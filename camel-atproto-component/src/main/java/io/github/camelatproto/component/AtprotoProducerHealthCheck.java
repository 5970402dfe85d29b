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

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelatproto.component.operation.Repos;
import io.github.camelatproto.component.session.SessionState;
import io.github.camelatproto.syntax.AtIdentifier;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * Up while the PDS answers com.atproto.server.describeServer, and the account's last login has not been refused; costs
 * no points and no login.
 */
final class AtprotoProducerHealthCheck extends AbstractHealthCheck {

    private final AtprotoEndpoint endpoint;
    private final WritableHealthCheckRepository repository;

    private AtprotoProducerHealthCheck(AtprotoEndpoint endpoint, WritableHealthCheckRepository repository) {
        super("camel", "producer:atproto-" + endpoint.getId());
        this.endpoint = endpoint;
        this.repository = repository;
    }

    /** Registers a check for the endpoint; null where health checks are not in use. */
    static @Nullable AtprotoProducerHealthCheck register(AtprotoEndpoint endpoint) {
        WritableHealthCheckRepository repository = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (repository == null) {
            return null;
        }
        AtprotoProducerHealthCheck check = new AtprotoProducerHealthCheck(endpoint, repository);
        check.setEnabled(endpoint.getComponent().isHealthCheckProducerEnabled());
        repository.addHealthCheck(check);
        return check;
    }

    void unregister() {
        repository.removeHealthCheck(this);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        AccountLogin login = endpoint.getOperation().isWriting() ? endpoint.login() : null;
        if (login != null) {
            builder.detail("identifier", login.identifier());
        }
        EndpointRepos repos = new EndpointRepos(endpoint);
        String repo = endpoint.ownRepo();
        Optional<Repos.Source> named = repos.named();
        if (named.isEmpty() && (repo == null || !AtIdentifier.isValid(repo))) {
            // each message says which repo, and nobody knows its PDS before
            builder.up();
            return;
        }
        long timeout = endpoint.getConfiguration().getRequestTimeout();
        try {
            Repos.Source source = named.isPresent()
                    ? named.get()
                    : repos.source(AtIdentifier.parse(repo)).toCompletableFuture().get(timeout, TimeUnit.MILLISECONDS);
            builder.detail("service", source.pds().toString());
            builder.up();
            if (login != null) {
                session(builder, new AccountLogin(source.pds(), login.identifier(), login.password()));
            }
            DescribedServers.Answer answer = endpoint.getComponent().access().servers()
                    .describe(source.pds(), source.client()).get(timeout, TimeUnit.MILLISECONDS);
            if (!answer.isDescription()) {
                builder.message("describeServer answered " + answer.status()).down();
            }
        } catch (ExecutionException e) {
            builder.message("The PDS cannot be reached").error(e.getCause()).down();
        } catch (TimeoutException e) {
            builder.message("The PDS did not answer in time").down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            builder.unknown();
        }
    }

    /** As the messages up to now have found it: the check itself never logs in. */
    private void session(HealthCheckResultBuilder builder, AccountLogin login) {
        SessionState session = endpoint.session(login).orElse(null);
        builder.detail("session", String.valueOf(session == null ? SessionState.Kind.NONE : session.kind()));
        if (session != null && session.kind() == SessionState.Kind.REFUSED) {
            builder.detail("refusedUntil", String.valueOf(session.refusedUntil())).message(session.refusal()).down();
        }
    }
}
