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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.component.sync.CollectionState;
import io.github.camelatproto.component.sync.CollectionSync;
import io.github.camelatproto.component.sync.HeapSyncMemory;
import io.github.camelatproto.component.sync.KeyRange;
import io.github.camelatproto.component.sync.SyncMemory;
import io.github.camelatproto.component.sync.SyncPlan;
import io.github.camelatproto.component.sync.SyncResult;
import io.github.camelatproto.component.sync.SyncedRepo;
import io.github.camelatproto.component.sync.WantedRecords;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The message is how a collection is to be, record by key; what differs is written, and nothing else. */
public final class SyncRecordsOperation implements Operation {

    private static final Logger LOG = LoggerFactory.getLogger(SyncRecordsOperation.class);
    private static final int MAX_REQUEST_BYTES = 1_000_000;
    /** Of a whole collection as text, which is held while it is synced. */
    private static final int MAX_BODY_BYTES = 64_000_000;

    private final WriteStep step;
    private final Reads reads;
    private final AtprotoConfiguration configuration;
    private final SyncMemory memory;

    public SyncRecordsOperation(WriteStep step, Reads reads, AtprotoConfiguration configuration) {
        this.step = step;
        this.reads = reads;
        this.configuration = configuration;
        SyncMemory given = configuration.getSyncMemory();
        this.memory = given == null ? new HeapSyncMemory() : given;
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        StepBody body = step.body(exchange);
        Map<?, ?> records = step.bodies().object(exchange, body, MAX_BODY_BYTES);
        Nsid collection = step.options().collection(exchange, Input.NONE);
        Boolean validate = step.options().validate(exchange, Input.NONE);
        Set<String> keys = records.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        // what is there is read while what is wanted is encoded
        CompletionStage<Begun> begun = step.open(exchange, Input.NONE).thenCompose(
                repo -> remembered(repo.session().did(), collection)
                        .thenApply(state -> new Begun(state, new Connection(repo, collection, keys, state == null))));
        WantedRecords wanted = wanted(exchange, collection, validate, records);
        return begun.thenCompose(begin -> {
            Did did = begin.connection.repo.session().did();
            CollectionSync sync = new CollectionSync(
                    begin.connection, wanted, begin.state, limits(), validate, configuration.getMaxSwapRetries());
            CompletionStage<Reply> reply = configuration.isDryRun()
                    ? sync.plan().thenApply(SyncRecordsOperation::planned)
                    : sync.run().thenApply(result -> done(did, collection, result));
            return reply.whenCompleteAsync((done, failure) -> remember(did, collection, sync.state()),
                    step.repos().results());
        }).thenApply(reply -> {
            body.forget();
            return reply;
        });
    }

    private SyncPlan.CommitLimits limits() {
        Integer most = configuration.getMaxRequestBytes();
        return new SyncPlan.CommitLimits(
                configuration.getMaxWritesPerCommit(), most == null ? MAX_REQUEST_BYTES - 1_000 : most, UnitSize.MAX_BYTES);
    }

    private WantedRecords wanted(
            Exchange exchange, Nsid collection, @Nullable Boolean validate, Map<?, ?> body) {
        String repo = step.options().repoName(exchange, Input.NONE);
        List<Write.Create> records = new ArrayList<>();
        Map<String, AtprotoException> refused = new HashMap<>();
        Set<String> absent = new HashSet<>();
        KeyRange window = step.options().window(exchange);
        body.forEach((name, record) -> {
            String path = "$." + name;
            RecordKey rkey = MessageOptions.parse("the record key " + path, String.valueOf(name), RecordKey::parse);
            if (record == null) {
                absent.add(rkey.value());
                return;
            }
            try {
                RecordBody.Checked<Write.Create> create = RecordBody.checked(
                        collection, Input.NONE.with(record), step.encoder(), path,
                        (tree, encoder) -> new Write.Create(collection, rkey, tree, encoder));
                NamedWrite write = new NamedWrite(create.write(), Origin.GIVEN, OnExisting.FAIL);
                step.validation().check(
                        write, create.record(), validate, () -> new LocalValidation.Place(repo, path, path));
                UnitSize.check(List.of(write));
                records.add(create.write());
            } catch (AtprotoException e) {
                refused.put(rkey.value(), e);
            }
        });
        return new WantedRecords(
                collection, records, absent,
                new WantedRecords.Missing(configuration.isDeleteMissing(), window, configuration.getMaxDeleteRatio()), refused);
    }

    /** It may be in a database, which is not to be waited for here. */
    private CompletionStage<@Nullable CollectionState> remembered(Did repo, Nsid collection) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return memory.load(repo, collection).orElse(null);
            } catch (RuntimeException e) {
                LOG.warn("What is remembered of {} of {} cannot be read, so it is read from the repo: {}", collection, repo,
                        e.getMessage());
                return null;
            }
        }, step.repos().results());
    }

    private void remember(Did repo, Nsid collection, @Nullable CollectionState state) {
        if (state != null && state.isWhole()) {
            try {
                memory.save(repo, collection, state);
            } catch (RuntimeException e) {
                LOG.warn("{} of {} cannot be remembered, so it will be read from the repo: {}", collection, repo,
                        e.getMessage());
            }
        }
    }

    private static Reply planned(SyncPlan plan) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("create", SyncPlan.keys(plan.creates()));
        output.put("update", SyncPlan.keys(plan.updates()));
        output.put("delete", SyncPlan.keys(plan.deletes()));
        output.put("unchanged", plan.unchanged());
        return new Reply(output, Map.of());
    }

    private static Reply done(Did repo, Nsid collection, SyncResult result) {
        if (!result.refused().isEmpty()) {
            List<WriteOutcome> outcomes = new ArrayList<>();
            new TreeMap<>(result.refused()).forEach((rkey, error) -> outcomes.add(new WriteOutcome(
                    AtUri.of(repo, collection, RecordKey.parse(rkey)), WriteOutcome.Status.FAILED, null, null, null, error)));
            throw new PartialWriteException(
                    "syncRecords of at://" + repo + "/" + collection + ": " + outcomes.size()
                                            + " records cannot be written, the"
                                            + " first is " + outcomes.get(0).uri() + ": " + outcomes.get(0).error().getMessage()
                                            + ". The others are as they are wanted (" + counts(result) + ")",
                    outcomes);
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("created", result.created());
        output.put("updated", result.updated());
        output.put("deleted", result.deleted());
        output.put("unchanged", result.unchanged());
        output.put("commits", result.commits());
        Map<String, @Nullable Object> headers = new HashMap<>();
        CommitMeta last = result.last();
        headers.put(AtprotoConstants.COMMIT_CID, last == null ? null : last.cid().toString());
        headers.put(AtprotoConstants.COMMIT_REV, last == null ? null : last.rev().toString());
        return new Reply(output, headers);
    }

    private static String counts(SyncResult result) {
        return result.created() + " created, " + result.updated() + " updated, " + result.deleted() + " deleted, "
               + result.unchanged() + " unchanged";
    }

    /** What is known, and the repo of the message. */
    private record Begun(@Nullable CollectionState state, Connection connection) {
    }

    /** The repo of the message, whose head, and where nothing is known the collection, is asked for at once. */
    private final class Connection implements SyncedRepo {

        private final Repos.Writable repo;
        private final Nsid collection;
        private final Set<String> keys;
        private final AtomicReference<@Nullable CompletionStage<Cid>> firstHead = new AtomicReference<>();
        private final AtomicReference<@Nullable CompletionStage<CollectionState>> firstRead = new AtomicReference<>();

        Connection(Repos.Writable repo, Nsid collection, Set<String> keys, boolean isReading) {
            this.repo = repo;
            this.collection = collection;
            this.keys = keys;
            CompletionStage<Cid> head = repo.client().head();
            firstHead.set(head);
            if (isReading) {
                firstRead.set(head.thenCompose(this::reading));
            }
        }

        @Override
        public CompletionStage<Cid> head() {
            CompletionStage<Cid> first = firstHead.getAndSet(null);
            return first == null ? repo.client().head() : first;
        }

        @Override
        public CompletionStage<Outcome> submit(Unit unit) {
            return step.submit(repo, List.of(unit)).thenApply(outcomes -> outcomes.get(0));
        }

        @Override
        public CompletionStage<CollectionState> read(WantedRecords wanted, Cid head) {
            CompletionStage<CollectionState> first = firstRead.getAndSet(null);
            return first == null
                    ? reading(head)
                    : first.thenCompose(
                            read -> read.head().equals(head) ? CompletableFuture.completedFuture(read) : reading(head));
        }

        private CompletionStage<CollectionState> reading(Cid head) {
            return new CollectionReader(
                    reads, repo.client(), repo.session().did(), collection, keys, configuration.isDeleteMissing()).read(head);
        }
    }
}
