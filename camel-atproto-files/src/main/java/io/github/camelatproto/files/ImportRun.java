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
package io.github.camelatproto.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.files.ImportState.Counts;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of one file, from where an earlier run had got to the end or to what stops it. A few parts are
 * under way at once, in their order, so that the file is read while the PDS works. Not thread-safe.
 */
final class ImportRun {

    /** Parts under way at once. */
    private static final int LANES = 4;
    /** After so many entries it is remembered how far it is. */
    private static final int STRIDE = 2_000;

    private final SourceFile file;
    private final Entries entries;
    private final EntryNames names;
    private final Nsid collection;
    private final Target target;
    private final FailedEntries failed;
    private final Checkpoint checkpoint;
    private final long sentBefore;

    private final RecordEncoder encoder = new RecordEncoder();
    private final Deque<Sent> flight = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();
    private ImportState state;
    private long read;
    private @Nullable FileImportException broken;
    /** Why nothing more is sent, though what has been sent counts. */
    private @Nullable String end;
    /** Why what has been sent counts no more. */
    private @Nullable String stop;

    /** Where writes go. */
    interface Target {

        /** Sends them; those that are sent first come first. */
        CompletableFuture<Exchange> send(List<Write> writes, boolean mayBeThere);

        /** Whether it takes no more, because the program ends. */
        boolean isClosing();
    }

    /** Remembers how far it is. */
    interface Checkpoint {
        void save(ImportState state);
    }

    private record Sent(Part part, CompletableFuture<@Nullable Exchange> answer) {
    }

    ImportRun(
              SourceFile file, Entries entries, EntryNames names, Nsid collection, Target target, FailedEntries failed,
              Checkpoint checkpoint, ImportState state) {
        this.file = file;
        this.entries = entries;
        this.names = names;
        this.collection = collection;
        this.target = target;
        this.failed = failed;
        this.checkpoint = checkpoint;
        this.state = state;
        this.sentBefore = state.sent();
    }

    /** How far it is. */
    ImportState state() {
        return state;
    }

    /** What failed in this run, the first of it. */
    List<String> failures() {
        return failures;
    }

    /** Why the rest of the file cannot be read, however often it is tried; null if it could. */
    @Nullable
    FileImportException broken() {
        return broken;
    }

    /** Why the rest has not been written and is to be tried again; null if it has. */
    @Nullable
    String stop() {
        return stop == null ? end : stop;
    }

    /** Passes over what is settled. */
    void skip() throws IOException {
        while (read < state.entries() && entries.next() != null) {
            read++;
        }
    }

    /** Writes the rest. */
    void write(Progress progress) {
        for (Part part = read(); !part.isEmpty() && end == null && stop == null; part = read()) {
            if (flight.size() == LANES) {
                settle(flight.remove());
            }
            if (stop == null) {
                send(part);
            }
            progress.at(part.end(), file.position());
        }
        // what has been sent is awaited, also where nothing more is
        while (!flight.isEmpty()) {
            settle(flight.remove());
        }
        save(state);
    }

    private Part read() {
        Part part = new Part(read);
        try {
            while (!part.isFull() && broken == null) {
                Entry entry = next();
                if (entry == null) {
                    // the last line may be half of one
                    file.checkUnchanged();
                    break;
                }
                part.add(Part.Item.of(entry, names, collection, encoder));
                read++;
            }
        } catch (IOException e) {
            end = "it cannot be read any further: " + reason(e);
        }
        return part;
    }

    private @Nullable Entry next() throws IOException {
        try {
            return entries.next();
        } catch (FileImportException e) {
            broken = e;
            return null;
        } catch (CharacterCodingException e) {
            broken = new FileImportException(
                    "what comes after entry " + read
                                             + " is no text of its encoding; say which it has, and drop it again under the same name",
                    e);
            return null;
        }
    }

    private void send(Part part) {
        if (target.isClosing()) {
            end = "the program ends";
            return;
        }
        if (part.end() > state.sent()) {
            save(state.sendingTo(part.end() + STRIDE));
        }
        List<Write> writes = part.writes();
        boolean mayBeThere = state.earlier() || part.first() < sentBefore;
        flight.add(new Sent(
                part, writes.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : target.send(writes, mayBeThere).thenApply(exchange -> exchange)));
    }

    private void save(ImportState next) {
        state = next.keeping(failed.lengths());
        checkpoint.save(state);
    }

    /** Takes in what became of a part; after what stops the import nothing counts, because it will be sent again. */
    private void settle(Sent sent) {
        Exchange exchange = sent.answer().join();
        if (stop != null) {
            return;
        }
        List<WriteOutcome> outcomes = outcomes(exchange);
        if (outcomes == null) {
            return;
        }
        int next = 0;
        for (Part.Item item : sent.part().items()) {
            if (item.reason() != null) {
                fail(item.entry(), item.reason());
            } else if (next == outcomes.size()) {
                stop = "the endpoint told of " + next + " writes only";
            } else {
                settle(item.entry(), outcomes.get(next++));
            }
            if (stop != null) {
                return;
            }
        }
    }

    private @Nullable List<WriteOutcome> outcomes(@Nullable Exchange exchange) {
        if (exchange == null) {
            return List.of();
        }
        Exception failure = exchange.getException();
        if (failure instanceof PartialWriteException partial) {
            return partial.getOutcomes();
        }
        if (failure != null) {
            stop = reason(failure);
            return null;
        }
        List<?> told = exchange.getMessage().getHeader(AtprotoConstants.OUTCOMES, List.class);
        return told == null ? List.of() : told.stream().map(WriteOutcome.class::cast).toList();
    }

    private void settle(Entry entry, WriteOutcome outcome) {
        AtprotoException error = outcome.error();
        if (error != null && isPassing(error)) {
            stop = reason(error);
        } else if (error != null) {
            fail(entry, error instanceof RecordValidationException invalid ? reason(invalid) : reason(error));
        } else {
            // what an earlier run has sent and nobody told of was written by it
            boolean isWritten = outcome.status() == WriteOutcome.Status.WRITTEN
                    || (!state.earlier() && state.entries() < sentBefore);
            state = state.settled(1, isWritten ? new Counts(1, 0, 0) : new Counts(0, 1, 0));
        }
    }

    private void fail(Entry entry, String reason) {
        try {
            failed.add(entry, reason);
        } catch (IOException e) {
            stop = entry.place() + " failed, and cannot be kept in " + failed.entries() + ": " + reason(e)
                   + ". Make room for it";
            return;
        }
        state = state.settled(1, new Counts(0, 0, 1));
        if (failures.size() < FileReport.MOST_FAILURES) {
            failures.add(entry.place() + ": " + reason);
        }
    }

    /** Without the record's place in its commit, which nobody knows. */
    private static String reason(RecordValidationException e) {
        String place = String.valueOf(e.getPath()).replaceFirst("^[$][.]writes\\[\\d+](?:[.]value)?", "\\$");
        return e.getPath() == null ? reason((Exception) e) : e.getReason() + " at " + place;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Whether it says nothing of the record, which may be written later. */
    private static boolean isPassing(AtprotoException error) {
        return error instanceof PdsUnreachableException || error instanceof RateLimitExceededException
                || error instanceof AuthenticationException || error instanceof IdentityException
                || error instanceof WriteRejectedException || error instanceof UnknownOutcomeException;
    }
}
