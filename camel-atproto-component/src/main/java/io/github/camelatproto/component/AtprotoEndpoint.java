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
import java.util.Optional;

import io.github.camelatproto.component.session.Credentials;
import io.github.camelatproto.component.session.SessionManager;
import io.github.camelatproto.component.session.SessionState;
import io.github.camelatproto.component.xrpc.ServiceAddress;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.syntax.AtIdentifier;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Write records into AT Protocol repos (Bluesky and others), each message exactly once. */
@ManagedResource(description = "Managed AT Protocol Endpoint")
@UriEndpoint(firstVersion = "0.1.0", scheme = "atproto", title = "AT Protocol", syntax = "atproto:operation",
             producerOnly = true, category = { Category.SOCIAL, Category.API }, headersClass = AtprotoConstants.class)
public class AtprotoEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriPath(description = "What to do.")
    @Metadata(required = true)
    private final AtprotoOperation operation;
    @UriParam
    private AtprotoConfiguration configuration;
    @UriParam(label = "advanced",
              description = "Whether synchronous processing is forced. If enabled, then the producer thread makes the call"
                            + " itself and waits until the message has been completed, which costs less where it would"
                            + " wait anyway. If disabled, the default, then the producer thread may be freed and can do"
                            + " other work while the message is processed by other threads. A transacted exchange is"
                            + " always processed synchronously.")
    private boolean synchronous;

    public AtprotoEndpoint(
                           String uri, AtprotoComponent component, AtprotoOperation operation,
                           AtprotoConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new AtprotoProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("atproto:" + operation + " cannot be consumed from; it is for to(...)");
    }

    /** Refuses options that cannot work, before any message comes. */
    void validate() {
        if (operation.isWriting()) {
            AccountLogin unused = login();
        } else {
            URI unused = service();
        }
        OptionRules.check(operation, configuration);
    }

    /** Where to log in or to read; null where the PDS has to be found. */
    @Nullable
    URI service() {
        AtprotoAccount account = account();
        return service(configuration.getService() == null && account != null
                ? account.getService() : configuration.getService());
    }

    private static @Nullable URI service(@Nullable String service) {
        return service == null ? null : origin("service", service);
    }

    static URI origin(String option, String address) {
        return ServiceAddress.parse(address).orElseThrow(() -> new IllegalArgumentException(
                "The option " + option + " must be an address such as https://bsky.social, without path or user"));
    }

    /** Whom to log in as. */
    AccountLogin login() {
        AtprotoAccount account = account();
        String identifier = configuration.getIdentifier() == null && account != null
                ? account.getIdentifier() : configuration.getIdentifier();
        String password = configuration.getPassword() == null && account != null
                ? account.getPassword() : configuration.getPassword();
        return login(service(), identifier, password);
    }

    /**
     * The repo that is meant where a message chooses none: the option's, else the account's; null where neither is
     * known.
     */
    @Nullable
    String ownRepo() {
        AtprotoAccount account = account();
        if (configuration.getRepo() != null) {
            return configuration.getRepo();
        }
        return configuration.getIdentifier() == null && account != null
                ? account.getIdentifier() : configuration.getIdentifier();
    }

    private static AccountLogin login(@Nullable URI service, @Nullable String identifier, @Nullable String password) {
        if (identifier == null || identifier.isBlank()) {
            throw new IllegalArgumentException(
                    "The option identifier is missing: the account's handle, such as alice.bsky.social; or name an account"
                                               + " of the component's accounts in the option account");
        }
        if (password == null || password.isBlank()) {
            throw new IllegalArgumentException(
                    "The option password is missing for " + identifier + ": make an app password in the account's settings");
        }
        // people write handles with the @ and with capitals; PDSs take neither
        String name = identifier.startsWith("@") ? identifier.substring(1) : identifier;
        if (AtIdentifier.isValid(name)) {
            return new AccountLogin(service, AtIdentifier.parse(name).toString(), password);
        }
        if (service == null) {
            throw new IllegalArgumentException(
                    "The option service is missing, the address of the PDS, such as https://bsky.social: it can be found for a"
                                               + " handle or a DID, and " + identifier + " is neither");
        }
        return new AccountLogin(service, name, password);
    }

    private @Nullable AtprotoAccount account() {
        String name = configuration.getAccount();
        if (name == null) {
            return null;
        }
        AtprotoAccount account = getComponent().indexedAccounts().named(name);
        if (account == null) {
            throw new IllegalArgumentException(
                    "The option account names " + name + ", which is not among the component's accounts");
        }
        return account;
    }

    /**
     * @param client for the login
     */
    SessionManager sessions(Credentials credentials, XrpcClient client) {
        return getComponent().access().sessions(
                credentials, getComponent().sessionStore(configuration), client,
                Duration.ofMillis(configuration.getDeliveryTimeout()));
    }

    /** How the session of this login stands; empty where no message has asked for one. */
    Optional<SessionState> session(AccountLogin login) {
        return getComponent().access().sessionState(login, getComponent().sessionStore(configuration));
    }

    /**
     * The account that a repo chosen by a message stands for: a name or an identifier among the component's accounts.
     */
    @Nullable
    AccountLogin loginOf(String repo) {
        AtprotoAccount account = getComponent().indexedAccounts().of(repo);
        if (account != null) {
            URI service = account.getService() == null ? service() : service(account.getService());
            return login(service, account.getIdentifier(), account.getPassword());
        }
        return null;
    }

    @Override
    public AtprotoComponent getComponent() {
        return (AtprotoComponent) super.getComponent();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public @Nullable String getServiceUrl() {
        URI service = service();
        return service == null ? null : service.toString();
    }

    @Override
    public String getServiceProtocol() {
        return "atproto";
    }

    public AtprotoOperation getOperation() {
        return operation;
    }

    /** The account that it writes with; null where it only reads. */
    private @Nullable AccountLogin ownLogin() {
        return operation.isWriting() ? login() : null;
    }

    private Optional<SessionState> ownSession() {
        AccountLogin login = ownLogin();
        return login == null || !getComponent().isStarted() ? Optional.empty() : session(login);
    }

    /** Its account's repo, once something has been written there. */
    private Optional<RepoState> ownState() {
        return ownSession().flatMap(session -> session.pds() == null || session.did() == null
                ? Optional.empty() : getComponent().access().repoState(session.pds(), session.did()));
    }

    @ManagedAttribute(description = "The operation")
    public String getOperationName() {
        return operation.toString();
    }

    @ManagedAttribute(description = "The address of the PDS, where it is configured")
    public @Nullable String getService() {
        return getServiceUrl();
    }

    @ManagedAttribute(description = "The account that is written with")
    public @Nullable String getIdentifier() {
        AccountLogin login = ownLogin();
        return login == null ? null : login.identifier();
    }

    @ManagedAttribute(description = "How the account's session stands: no session, pending, logged in or refused")
    public String getSession() {
        return ownSession().map(SessionState::kind).orElse(SessionState.Kind.NONE).toString();
    }

    @ManagedAttribute(description = "Messages and list items that wait for the account's repo, from all endpoints")
    public int getQueued() {
        return ownState().map(state -> state.writer().queued()).orElse(0);
    }

    @ManagedAttribute(description = "Commits to the account's repo since the start, from all endpoints")
    public long getCommits() {
        return ownState().map(RepoState::commits).orElse(0L);
    }

    @ManagedAttribute(description = "Write points left in this hour at least; null where there is no limit or none known")
    public @Nullable Integer getPointsLeftThisHour() {
        return ownState().map(state -> state.points().hour()).orElse(null);
    }

    @ManagedAttribute(description = "Write points left on this day at least; null where there is no limit or none known")
    public @Nullable Integer getPointsLeftToday() {
        return ownState().map(state -> state.points().day()).orElse(null);
    }

    public AtprotoConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AtprotoConfiguration configuration) {
        this.configuration = configuration;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }
}
