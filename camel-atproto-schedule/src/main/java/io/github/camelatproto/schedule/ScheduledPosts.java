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
package io.github.camelatproto.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import javax.sql.DataSource;

import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.social.post.Names;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * A schedule in a Camel context, as a bean for routes: {@link #fire} writes what is due and is to be called every
 * second, {@link #fireWhatWaits} sees to it that it is, {@link #add} takes a draft. The setters are to be called before
 * it starts; then it is thread-safe.
 */
public final class ScheduledPosts extends ServiceSupport implements CamelContextAware {

    private static final int BLOCKING_THREADS = 8;
    private static final int MOST_BYTES = 4 * DraftReader.MOST;

    private final DataSource database;
    private final DraftReader reader = new DraftReader();
    private @Nullable CamelContext context;
    private Clock clock = Clock.systemUTC();
    private String account = "";
    private ZoneId zone = ZoneId.systemDefault();
    private Missed.Policy missed = Missed.Policy.PUBLISH;
    private Duration window = Duration.ofHours(6);
    private Duration grace = Duration.ofMinutes(1);
    private Duration spacing = Duration.ofMinutes(5);
    private Path pictures = Path.of("pictures");
    private Set<String> trustedHosts = Set.of();
    private boolean isClustered;
    private @Nullable Schedule schedule;
    private @Nullable Firing firing;
    private @Nullable ProducerTemplate template;
    private @Nullable ExecutorService blocking;
    private @Nullable ExecutorService bookkeeper;
    private @Nullable ScheduleHealthCheck healthCheck;

    /** @param database H2 or PostgreSQL, in which the schedule is kept */
    public ScheduledPosts(DataSource database) {
        this.database = database;
    }

    /**
     * The account of drafts that name none.
     *
     * @param account a name among the component's accounts; none unless set
     */
    public void setAccount(String account) {
        this.account = account;
    }

    /**
     * The time zone of drafts that name none.
     *
     * @param zone such as {@code Europe/Berlin}; the system's unless set
     */
    public void setZone(String zone) {
        this.zone = zone.isBlank() ? ZoneId.systemDefault() : WallClock.zone(zone);
    }

    /**
     * What becomes of entries whose time was missed, where their drafts do not say it.
     *
     * @param missed {@code publish} (unless set), {@code skip} or {@code hold}
     */
    public void setMissed(String missed) {
        this.missed = Missed.Policy.of(missed);
    }

    /**
     * How late an entry may be written, where its draft does not say it.
     *
     * @param window of ISO 8601; PT6H unless set
     */
    public void setWindow(String window) {
        this.window = Duration.parse(window);
    }

    /**
     * How late an entry may be without counting as missed.
     *
     * @param grace of ISO 8601; PT1M unless set
     */
    public void setGrace(String grace) {
        this.grace = Duration.parse(grace);
    }

    /**
     * The time between two entries of an account of which the later one was missed.
     *
     * @param spacing of ISO 8601; PT5M unless set
     */
    public void setSpacing(String spacing) {
        this.spacing = Duration.parse(spacing);
    }

    /**
     * The folder in which pictures are looked for.
     *
     * @param folder {@code pictures} in the working directory unless set
     */
    public void setPictures(String folder) {
        this.pictures = Path.of(folder);
    }

    /**
     * Hosts whose pages and pictures are fetched though they are in the own network.
     *
     * @param hosts their names with commas between them
     */
    public void setTrustedHosts(String hosts) {
        this.trustedHosts = Set.copyOf(Names.of(hosts));
    }

    /**
     * Whether several processes write this schedule.
     *
     * @param isClustered false unless set
     */
    public void setClustered(boolean isClustered) {
        this.isClustered = isClustered;
    }

    /** The clock by which entries are due; the system's unless set. */
    public void setClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        this.context = context;
    }

    /** What people and programs change. */
    public Schedule schedule() {
        ServiceHelper.startService(this);
        return Objects.requireNonNull(schedule);
    }

    /** The names of the accounts that there are, sorted. */
    public List<String> accounts() {
        return Objects.requireNonNull(context).getComponent("atproto", AtprotoComponent.class).getAccounts().keySet().stream()
                .sorted().toList();
    }

    /** The folder in which pictures are looked for. */
    public Path pictures() {
        return pictures;
    }

    /** Hosts whose pages are fetched though they are in the own network. */
    public Set<String> trustedHosts() {
        return trustedHosts;
    }

    /** The time zone of drafts that name none. */
    public ZoneId zone() {
        return zone;
    }

    /** Writes what is due; what takes long is finished later. */
    public void fire() {
        ServiceHelper.startService(this);
        Objects.requireNonNull(firing).fire();
    }

    /**
     * The same, if something has been due for five seconds, and so nobody has called {@link #fire}: what calls it may
     * have come to a stand, as Quartz does on an error of its database. To be called every few seconds, by something
     * else.
     */
    public void fireWhatWaits() {
        ServiceHelper.startService(this);
        Objects.requireNonNull(firing).fireWhatWaits();
    }

    /**
     * Takes a draft; the message's body becomes the {@link Entry}.
     *
     * @throws InvalidEntryException  if it cannot be taken, saying why
     * @throws EntryConflictException if there is one of its id that can no longer be changed
     */
    public void add(Exchange exchange) throws IOException, InvalidPayloadException {
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, "draft.json", String.class);
        byte[] bytes;
        try (InputStream body = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            bytes = body.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new InvalidEntryException("It is larger than " + MOST_BYTES + " bytes");
        }
        exchange.getMessage().setBody(schedule().put(reader.read(name, text(bytes))));
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidEntryException("It is not in UTF-8; save it in that encoding", e);
        }
    }

    @Override
    protected void doStart() {
        CamelContext camel = Objects.requireNonNull(context, "It is to be in a Camel context");
        AtprotoComponent component = camel.getComponent("atproto", AtprotoComponent.class);
        Draft.Defaults defaults = new Draft.Defaults(
                account, zone, new Missed(missed, window));
        Entries entries = new Entries(database, defaults);
        template = camel.createProducerTemplate();
        blocking = camel.getExecutorServiceManager().newFixedThreadPool(this, "Schedule", BLOCKING_THREADS);
        bookkeeper = camel.getExecutorServiceManager().newSingleThreadExecutor(this, "ScheduleBooks");
        EntryWriter writer = new EntryWriter(camel, template, blocking, pictures, trustedHosts);
        schedule = new Schedule(entries, defaults, () -> component.getAccounts().keySet(), pictures, clock);
        firing = new Firing(entries, writer::write, new Lateness(grace, spacing), clock, !isClustered, bookkeeper);
        HealthCheckRegistry checks = HealthCheckRegistry.get(camel);
        if (checks != null) {
            ScheduleHealthCheck check = new ScheduleHealthCheck(firing::looked, !isClustered, clock);
            healthCheck = checks.register(check) ? check : null;
        }
    }

    @Override
    protected void doStop() {
        CamelContext camel = Objects.requireNonNull(context);
        HealthCheckRegistry checks = HealthCheckRegistry.get(camel);
        if (checks != null && healthCheck != null) {
            checks.unregister(healthCheck);
        }
        if (template != null) {
            template.stop();
        }
        if (blocking != null) {
            camel.getExecutorServiceManager().shutdownGraceful(blocking);
        }
        if (bookkeeper != null) {
            camel.getExecutorServiceManager().shutdownGraceful(bookkeeper);
        }
    }
}
