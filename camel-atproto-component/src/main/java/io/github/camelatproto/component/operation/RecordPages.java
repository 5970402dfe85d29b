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

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import org.jspecify.annotations.Nullable;

/**
 * All records of a listing, of which one page is held at a time. The thread that drains it waits for the next page, for
 * as long as a call may take; what fails there is an {@link AtprotoException}. A record that is made or deleted
 * meanwhile may be there or not; no other is twice or left out. Not thread-safe.
 */
final class RecordPages implements Iterator<Map<String, Object>> {

    /** A PDS that filters may give some; one that never comes to an end is broken. */
    private static final int MOST_EMPTY_PAGES = 20;

    private final Function<String, CompletionStage<RecordPage>> next;
    private final String subject;
    private Iterator<Map<String, Object>> records;
    private @Nullable String cursor;

    /**
     * @param first   is there already
     * @param next    gives the page that a cursor asks for
     * @param subject what is listed, for errors
     */
    RecordPages(RecordPage first, Function<String, CompletionStage<RecordPage>> next, String subject) {
        this.records = first.records().iterator();
        this.cursor = first.cursor();
        this.next = next;
        this.subject = subject;
    }

    @Override
    public boolean hasNext() {
        for (int empty = 0; !records.hasNext() && cursor != null; empty++) {
            if (empty == MOST_EMPTY_PAGES) {
                throw new PdsUnreachableException(subject + ": " + empty + " pages without a record, and no end");
            }
            turn(cursor);
        }
        return records.hasNext();
    }

    private void turn(String asked) {
        RecordPage page = await(next.apply(asked));
        if (asked.equals(page.cursor())) {
            throw new PdsUnreachableException(
                    subject + ": the PDS gave the cursor " + asked + " twice, and would give the same records without an end");
        }
        records = page.records().iterator();
        cursor = page.cursor();
    }

    private RecordPage await(CompletionStage<RecordPage> page) {
        try {
            return page.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AtprotoException failure
                    ? failure : new AtprotoException(subject + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AtprotoException(subject + " was interrupted between two pages", e);
        }
    }

    @Override
    public Map<String, Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return records.next();
    }
}
