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

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.component.session.MemorySessionStore;
import io.github.camelatproto.component.session.SessionState;
import io.github.camelatproto.component.session.SessionStore;
import io.github.camelatproto.syntax.TidClock;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** Makes the endpoints of scheme {@code atproto}, and holds what they share. */
@ManagedResource(description = "Managed AT Protocol Component")
@Component("atproto")
public class AtprotoComponent extends HealthCheckComponent implements SSLContextParametersAware {

    private final SessionStore memory = new MemorySessionStore();
    private volatile @Nullable RepoAccess access;
    private final LifecycleStrategySupport stopping = new LifecycleStrategySupport() {
        @Override
        public void onContextStopping(CamelContext context) {
            RepoAccess started = access;
            if (started != null) {
                started.stopWriters();
            }
        }
    };

    @Metadata(description = "The options that endpoints start from.")
    private AtprotoConfiguration configuration = new AtprotoConfiguration();
    @Metadata(label = "security", javaType = "java.util.Map<String, io.github.camelatproto.component.AtprotoAccount>",
              description = "Accounts by name, so that no endpoint URI holds a password. A repo chosen by header must be one"
                            + " of them.")
    private Map<String, Object> accounts = new HashMap<>();
    private volatile @Nullable Accounts indexed;
    @Metadata(label = "advanced", defaultValue = "10", description = "How many calls may be under way at once.")
    private int httpThreads = 10;
    @Metadata(label = "advanced", defaultValue = "https://plc.directory",
              description = "Where DIDs of the method plc are looked up, for accounts and repos without the option service.")
    private String plcDirectory = "https://plc.directory";
    @Metadata(label = "security",
              description = "For development: whether handles and DID documents may lead to private addresses and to plain http,"
                            + " and handles under .test are looked up. Not for what strangers write.")
    private boolean allowPrivateAddresses;
    @Metadata(label = "advanced",
              description = "The DNS server that handles are looked up at, as host or host:port. The default is the machine's own.")
    private @Nullable String dnsServer;
    @Metadata(label = "proxy", description = "The HTTP proxy's host name.")
    private @Nullable String proxyHost;
    @Metadata(label = "proxy", description = "The HTTP proxy's port.")
    private @Nullable Integer proxyPort;
    @Metadata(label = "security", description = "TLS settings for the calls to the PDS.")
    private @Nullable SSLContextParameters sslContextParameters;
    @Metadata(label = "security", defaultValue = "false",
              description = "Whether to use the CamelContext's own TLS settings.")
    private boolean useGlobalSslContextParameters;

    public AtprotoComponent() {
    }

    public AtprotoComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        AtprotoOperation operation = AtprotoOperation.of(remaining).orElseThrow(() -> new IllegalArgumentException(
                "Unknown operation '" + remaining + "' in " + uri.split("\\?", 2)[0] + "; there are: "
                                                                                                                   + AtprotoOperation
                                                                                                                           .names()));
        AtprotoEndpoint endpoint = new AtprotoEndpoint(uri, this, operation, configuration.copy());
        setProperties(endpoint, parameters);
        endpoint.validate();
        return endpoint;
    }

    /** What the endpoints share; there while the component is started. */
    RepoAccess access() {
        RepoAccess started = access;
        if (started == null) {
            throw new WriteRejectedException("Nothing was sent: the component atproto is not started");
        }
        return started;
    }

    /**
     * Returns once it is started, or has been stopped. Camel starts a component that the first message of a running
     * context makes on that message's thread, and hands it to other messages meanwhile.
     */
    void awaitStarted() {
        if (status < STARTED) {
            // waits for the thread that is starting it; where none is yet, starts it
            start();
        }
    }

    /** As they were configured when the first was asked for, or one more was there. */
    Accounts indexedAccounts() {
        Accounts known = indexed;
        if (known == null || known.size() != accounts.size()) {
            known = new Accounts(getCamelContext(), accounts);
            indexed = known;
        }
        return known;
    }

    SessionStore sessionStore(AtprotoConfiguration endpoint) {
        return endpoint.getSessionStore() == null ? memory : endpoint.getSessionStore();
    }

    TidClock tidClock() {
        return tidClock(getCamelContext());
    }

    /** One TID clock per CamelContext, so that no two components make the same TID. */
    static TidClock tidClock(CamelContext context) {
        TidClock clock = context.getCamelContextExtension().getContextPlugin(TidClock.class);
        if (clock == null) {
            clock = new TidClock(Clock.systemUTC());
            context.getCamelContextExtension().addContextPlugin(TidClock.class, clock);
        }
        return clock;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if ((proxyHost == null) != (proxyPort == null)) {
            throw new IllegalArgumentException("The options proxyHost and proxyPort go together; one of them is missing");
        }
        tidClock();
        RepoAccess starting = new RepoAccess(getCamelContext(), this::httpComponent, httpThreads, strangers());
        ServiceHelper.startService(starting);
        access = starting;
        getCamelContext().addLifecycleStrategy(stopping);
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getLifecycleStrategies().remove(stopping);
        ServiceHelper.stopService(access);
        access = null;
        super.doStop();
    }

    private Strangers strangers() throws Exception {
        SSLContextParameters tls = tls();
        return new Strangers(
                AtprotoEndpoint.origin("plcDirectory", plcDirectory), !allowPrivateAddresses, dnsServer,
                tls == null ? null : tls.createSSLContext(getCamelContext()),
                proxyHost == null || proxyPort == null ? null : new HttpHost(proxyHost, proxyPort));
    }

    private @Nullable SSLContextParameters tls() {
        return sslContextParameters == null ? retrieveGlobalSslContextParameters() : sslContextParameters;
    }

    private HttpComponent httpComponent() {
        HttpComponent http = new HttpComponent();
        http.setCamelContext(getCamelContext());
        http.setProxyHost(proxyHost);
        http.setProxyPort(proxyPort);
        http.setMaxTotalConnections(httpThreads);
        http.setConnectionsPerRoute(httpThreads);
        http.setUserAgent("camel-atproto");
        http.setSslContextParameters(tls());
        return http;
    }

    @ManagedAttribute(description = "Accounts that are logged in")
    public int getLoggedIn() {
        return (int) sessions().stream().filter(state -> state.kind() == SessionState.Kind.LOGGED_IN).count();
    }

    @ManagedAttribute(description = "Accounts whose last login was refused")
    public int getRefusedLogins() {
        return (int) sessions().stream().filter(state -> state.kind() == SessionState.Kind.REFUSED).count();
    }

    @ManagedAttribute(description = "Repos that have been written to since the start")
    public int getRepos() {
        return repos().size();
    }

    @ManagedAttribute(description = "Messages and list items that wait, over all repos")
    public int getQueued() {
        return repos().stream().mapToInt(state -> state.writer().queued()).sum();
    }

    private List<SessionState> sessions() {
        RepoAccess started = access;
        return started == null ? List.of() : started.sessionStates();
    }

    private List<RepoState> repos() {
        RepoAccess started = access;
        return started == null ? List.of() : started.repoStates();
    }

    public AtprotoConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AtprotoConfiguration configuration) {
        this.configuration = configuration;
    }

    public Map<String, Object> getAccounts() {
        return accounts;
    }

    public void setAccounts(Map<String, Object> accounts) {
        this.accounts = accounts;
        indexed = null;
    }

    public int getHttpThreads() {
        return httpThreads;
    }

    public void setHttpThreads(int httpThreads) {
        this.httpThreads = httpThreads;
    }

    public String getPlcDirectory() {
        return plcDirectory;
    }

    public void setPlcDirectory(String plcDirectory) {
        this.plcDirectory = plcDirectory;
    }

    public boolean isAllowPrivateAddresses() {
        return allowPrivateAddresses;
    }

    public void setAllowPrivateAddresses(boolean allowPrivateAddresses) {
        this.allowPrivateAddresses = allowPrivateAddresses;
    }

    public @Nullable String getDnsServer() {
        return dnsServer;
    }

    public void setDnsServer(@Nullable String dnsServer) {
        this.dnsServer = dnsServer;
    }

    public @Nullable String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(@Nullable String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public @Nullable Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(@Nullable Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public @Nullable SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
