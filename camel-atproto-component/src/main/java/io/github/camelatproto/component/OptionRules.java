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

import java.util.function.Function;

import io.github.camelatproto.component.operation.SwapRecordText;
import io.github.camelatproto.component.sync.KeyRange;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/** Which values of an endpoint's options can work, and which go together; the errors name the option. */
final class OptionRules {

    private final AtprotoOperation operation;
    private final AtprotoConfiguration options;

    private OptionRules(AtprotoOperation operation, AtprotoConfiguration options) {
        this.operation = operation;
        this.options = options;
    }

    /** @throws IllegalArgumentException if one cannot work */
    static void check(AtprotoOperation operation, AtprotoConfiguration options) {
        OptionRules rules = new OptionRules(operation, options);
        rules.names();
        rules.bounds();
        rules.listing();
        rules.syncing();
        if (operation.isWriting()) {
            rules.conditions();
            rules.rebase();
            rules.pointSaving();
        }
    }

    private void names() {
        check("repo", options.getRepo(), AtIdentifier::parse);
        check("collection", options.getCollection(), Nsid::parse);
        if (options.getWindow() != null && !options.getWindow().contains("${")) {
            check("window", options.getWindow(), KeyRange::parse);
        }
        if (options.getRkey() != null && !options.getRkey().contains("${")) {
            check("rkey", options.getRkey(), RecordKey::parse);
        }
        refuse(options.getValidate() != null && !options.getValidate().matches("(?i)true|false"),
                "The option validate must be true or false, or absent");
    }

    private void bounds() {
        range("maxWritesPerCommit", options.getMaxWritesPerCommit(), 1, 200);
        if (options.getMaxRequestBytes() != null) {
            range("maxRequestBytes", options.getMaxRequestBytes(), 1_000, 1_000_000);
        }
        if (options.getMaxBlobSize() != null) {
            range("maxBlobSize", options.getMaxBlobSize(), 1, Long.MAX_VALUE);
        }
        range("maxQueued", options.getMaxQueued(), 1, Integer.MAX_VALUE);
        range("maxSwapRetries", options.getMaxSwapRetries(), 0, 1_000);
        range("requestTimeout", options.getRequestTimeout(), 1, Integer.MAX_VALUE);
        range("deliveryTimeout", options.getDeliveryTimeout(), 1, Integer.MAX_VALUE);
        range("maxRateLimitWait", options.getMaxRateLimitWait(), 0, Integer.MAX_VALUE);
    }

    private void listing() {
        if (options.getLimit() != null) {
            range("limit", options.getLimit(), 1, 100);
        }
        refuse(options.getCursor() != null && options.getCursor().isBlank(), "The option cursor is empty; leave it out");
        boolean isListing = options.getLimit() != null || options.getCursor() != null || options.isReverse()
                || options.getOutputType() != RecordsOutputType.PAGE;
        refuse(isListing && operation != AtprotoOperation.listRecords && !options.isAllowOperationFromHeader(),
                "The options limit, cursor, reverse and outputType are for listRecords, and this is " + operation);
    }

    private void syncing() {
        refuse(options.getMaxDeleteRatio() < 0 || options.getMaxDeleteRatio() > 1 || Double.isNaN(options.getMaxDeleteRatio()),
                "The option maxDeleteRatio is " + options.getMaxDeleteRatio() + "; it must be from 0 to 1");
        boolean isSync = operation == AtprotoOperation.syncRecords;
        refuse((options.isDeleteMissing() || options.isDryRun()) && !isSync && !options.isAllowOperationFromHeader(),
                "The options deleteMissing and dryRun are for syncRecords, and this is " + operation);
        refuse(options.getWindow() != null && !options.isDeleteMissing(),
                "The option window says where syncRecords deletes; set deleteMissing=true with it");
        refuse(isSync && (options.getSwapCommit() != null || options.getRebase() != null),
                "syncRecords fences its commits itself; leave swapCommit and rebase out");
    }

    private void conditions() {
        if (!isLatest()) {
            check("swapCommit", options.getSwapCommit(), Cid::parse);
        }
        refuse(options.getSwapCommit() != null && !options.isAtomic(),
                "The option swapCommit speaks of one commit, and atomic=false may make several; use one of them");
        check("swapRecord", options.getSwapRecord(), SwapRecordText::parse);
        refuse(options.getSwapRecord() != null && operation != AtprotoOperation.putRecord
                && operation != AtprotoOperation.deleteRecord,
                "The option swapRecord is for putRecord and deleteRecord; in a list the single writes may carry swapRecord");
        refuse(options.getSwapRecord() != null && operation == AtprotoOperation.deleteRecord
                && SwapRecordText.parse(options.getSwapRecord()).cid() == null,
                "The option swapRecord of deleteRecord must be the CID of the record");
    }

    private void rebase() {
        if (options.getRebase() == null) {
            return;
        }
        refuse(operation == AtprotoOperation.deleteRecord,
                "The option rebase computes records, and deleteRecord has none; delete with applyWrites");
        refuse(!options.isAtomic(),
                "The option rebase computes one commit, and atomic=false may make several; use one of them");
        refuse(!isLatest(), "The option rebase needs swapCommit=latest");
        refuse(options.isPointSaving(), "The options rebase and pointSaving do not go together; use one of them");
    }

    private void pointSaving() {
        refuse(options.isPointSaving() && operation != AtprotoOperation.createRecord && !isList(),
                "The option pointSaving is for creates: with createRecord, and with applyWrites and atomic=false");
        refuse(options.isPointSaving() && isList() && options.isAtomic(),
                "The option pointSaving sends creates one by one, and a list is one transaction; set atomic=false");
    }

    private boolean isLatest() {
        return "latest".equals(options.getSwapCommit());
    }

    private boolean isList() {
        return operation == AtprotoOperation.applyWrites;
    }

    private static void check(String option, @Nullable String value, Function<String, ?> parser) {
        if (value != null) {
            try {
                Object unused = parser.apply(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("The option " + option + " cannot be used: " + e.getMessage(), e);
            }
        }
    }

    private static void range(String option, long value, long min, long max) {
        refuse(value < min || value > max,
                "The option " + option + " is " + value + "; it must be from " + min + " to " + max);
    }

    private static void refuse(boolean isWrong, String message) {
        if (isWrong) {
            throw new IllegalArgumentException(message);
        }
    }
}
