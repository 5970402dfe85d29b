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

import java.time.Instant;

/**
 * How far the import of a file has got. Immutable.
 *
 * @param fingerprint of the file
 * @param started     when it was begun
 * @param stage       what is left to do
 * @param entries     how many of its entries, from the first, are settled
 * @param sent        up to which entry, counted from 1, any may have been sent
 * @param earlier     whether an earlier import of a file of this name may have written any of them
 * @param counts      what became of those that are settled
 * @param kept        how much has been written of those that failed
 */
record ImportState(
        Fingerprint fingerprint, Instant started, Stage stage, long entries, long sent, boolean earlier, Counts counts,
        FailedEntries.Lengths kept) {

    /** What is left to do. */
    enum Stage {
        /** To write entries. */
        OPEN,
        /** To move the file into the folder of those that are done. */
        DONE,
        /** To move the file into the folder of those that failed. */
        FAILED,
        /** Nothing; a file that is there has come again. */
        MOVED
    }

    /** What became of entries. */
    record Counts(long written, long unchanged, long failed) {

        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(written + more.written, unchanged + more.unchanged, failed + more.failed);
        }
    }

    static ImportState begin(Fingerprint fingerprint, Instant now, boolean earlier) {
        return new ImportState(
                fingerprint, now, Stage.OPEN, 0, 0, earlier, Counts.NONE, FailedEntries.Lengths.NONE);
    }

    /** The same with more of them settled. */
    ImportState settled(long more, Counts counted) {
        return new ImportState(
                fingerprint, started, stage, entries + more, sent, earlier, counts.plus(counted), kept);
    }

    /** The same that may send up to that entry. */
    ImportState sendingTo(long entry) {
        return new ImportState(fingerprint, started, stage, entries, entry, earlier, counts, kept);
    }

    ImportState keeping(FailedEntries.Lengths lengths) {
        return new ImportState(fingerprint, started, stage, entries, sent, earlier, counts, lengths);
    }

    ImportState at(Stage next) {
        return new ImportState(fingerprint, started, next, entries, sent, earlier, counts, kept);
    }
}
