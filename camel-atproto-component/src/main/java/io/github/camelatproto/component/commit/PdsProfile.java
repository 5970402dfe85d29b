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
package io.github.camelatproto.component.commit;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How one PDS differs from others, learnt from its answers and shared by all that write to it. Thread-safe.
 */
public final class PdsProfile {

    /** Every PDS seen takes as much: the older reference has 153,600. */
    private static final int FIRST_REQUEST_BYTES = 150_000;
    /** What the current reference takes. */
    private static final int MOST_REQUEST_BYTES = 1_000_000;
    /** Less than this part more is not worth the risk of a refusal. */
    private static final int WORTH_TRYING = 20;
    /** With no more of its requests left, reads that only save points are left out. */
    private static final int SPARE_REQUESTS = 1_000;

    /** Whether a {@code swapCommit} is heeded. */
    public enum Fences {
        UNKNOWN,
        HONOURED,
        IGNORED
    }

    private final Clock clock;
    private final Bucket requests = new Bucket();
    private int requestBytes = FIRST_REQUEST_BYTES;
    private int tooLarge = Integer.MAX_VALUE;
    private Fences fences = Fences.UNKNOWN;
    private boolean createsOverwrite;
    private boolean changesRecords;
    private @Nullable Long blobBytes;

    /** @param clock the time, as the writers have it */
    public PdsProfile(Clock clock) {
        this.clock = clock;
    }

    /** How many bytes a request may have as far as is known. */
    synchronized int requestBytes() {
        return requestBytes;
    }

    /** It took a request of this size: where that was all that was dared, more is dared next. */
    synchronized void took(int bytes) {
        if (bytes > requestBytes / 2) {
            requestBytes = Math.max(requestBytes, Math.min(nextRequestBytes(), MOST_REQUEST_BYTES));
        }
    }

    /** Twice as many, or where a size has been refused halfway to it, until it is not worth another refusal. */
    private int nextRequestBytes() {
        if (tooLarge == Integer.MAX_VALUE) {
            return 2 * requestBytes;
        }
        int gap = tooLarge - requestBytes;
        return gap > requestBytes / WORTH_TRYING ? requestBytes + gap / 2 : requestBytes;
    }

    /** It answered 413 to a request of this size. */
    synchronized void refusedSize(int bytes) {
        tooLarge = Math.min(tooLarge, bytes);
        requestBytes = bytes > FIRST_REQUEST_BYTES ? FIRST_REQUEST_BYTES : Math.min(requestBytes, Math.max(1, bytes / 2));
    }

    synchronized Fences fences() {
        return fences;
    }

    /** It refused, or did not refuse, a fence that was not its head. */
    public synchronized void fences(boolean honoured) {
        fences = honoured ? Fences.HONOURED : Fences.IGNORED;
    }

    /** Whether a create replaces what lies at its rkey, where others refuse it. */
    synchronized boolean createsOverwrite() {
        return createsOverwrite;
    }

    /** A create was answered as an update. */
    public synchronized void overwroteByCreate() {
        createsOverwrite = true;
    }

    /** Whether a record's CID may be another than the one computed here, so that it proves nothing. */
    synchronized boolean changesRecords() {
        return changesRecords;
    }

    /** It answered with another CID than the one computed here. True the first time. */
    public synchronized boolean changedRecord() {
        boolean isNew = !changesRecords;
        changesRecords = true;
        return isNew;
    }

    /**
     * How many bytes a blob may have, {@link Long#MAX_VALUE} where the PDS says nothing of it; null if not asked yet.
     */
    public synchronized @Nullable Long blobBytes() {
        return blobBytes;
    }

    /** It said how many bytes a blob may have, or nothing of it. */
    public synchronized void blobBytes(long most) {
        blobBytes = most;
    }

    /** What has been learnt up to now. */
    public synchronized PdsState state() {
        return new PdsState(requestBytes, fences, createsOverwrite, changesRecords, blobBytes);
    }

    /** An answer showed how many requests it takes from this address. */
    public synchronized void requests(RateLimit limit) {
        if (!limit.window().equals(PointsBudget.HOUR) && !limit.window().equals(PointsBudget.DAY)) {
            requests.shown(limit, clock.instant());
        }
    }

    synchronized boolean hasSpareRequests() {
        return requests.left(clock.instant()) > SPARE_REQUESTS;
    }

    /** When a request may be sent: now, or when the limit is reset. */
    synchronized Instant ready() {
        return requests.ready(1, clock.instant());
    }

    synchronized void requested() {
        requests.spend(1, clock.instant());
    }
}
