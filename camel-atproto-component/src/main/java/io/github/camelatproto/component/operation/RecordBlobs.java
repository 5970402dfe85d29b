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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.DataModelException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Uploads the files, streams and byte arrays in the records of one step (route and node), and puts references in their
 * places. What has been uploaded, and what can be read only once, is kept on the exchange for a redelivery.
 */
final class RecordBlobs {

    private static final String PROPERTY = "CamelAtprotoBlobs-";

    private final Exchange exchange;
    private final String property;
    private final BlobReader reader;

    private RecordBlobs(Exchange exchange, String property, BlobReader reader) {
        this.exchange = exchange;
        this.property = property;
        this.reader = reader;
    }

    /** A value of a record: its bytes or why there are none, and the blob once it is uploaded. */
    private static final class Value {

        private final String path;
        private final @Nullable BlobContent content;
        private final @Nullable AtprotoException failure;
        private volatile @Nullable Blob blob;

        Value(String path, @Nullable BlobContent content, @Nullable AtprotoException failure) {
            this.path = path;
            this.content = content;
            this.failure = failure;
        }

        /** A file may be another one by now, unless it has been uploaded; of a stream there is nothing left. */
        boolean mayBeReadAgain(Object value) {
            return blob == null && !BlobReader.isOneShot(value);
        }
    }

    /**
     * @param step names the step where the exchange is in no route
     */
    static RecordBlobs of(Exchange exchange, String step, BlobReader reader) {
        return new RecordBlobs(exchange, PROPERTY + StepKeys.name(exchange, step), reader);
    }

    /** Whether a record was refused for something that the data model does not have, which may be such a value. */
    static boolean mayCause(AtprotoException refusal) {
        return refusal instanceof RecordValidationException && refusal.getCause() instanceof DataModelException;
    }

    /**
     * Reads the values of a content, on this thread.
     *
     * @param path as for {@link BlobValues#replace}
     */
    Reading read(Object content, String path, @Nullable String collection) {
        Map<Object, Value> kept = kept();
        Map<Object, Value> values = new LinkedHashMap<>();
        BlobValues.replace(content, path, collection, (where, value) -> {
            values.put(value, kept.compute(value, (same, before) -> before == null || before.mayBeReadAgain(same)
                    ? read(value, where) : before));
            return value;
        });
        return new Reading(content, path, collection, values, kept);
    }

    private Value read(Object value, String path) {
        try {
            return new Value(path, reader.read(value, null, null, path), null);
        } catch (AtprotoException e) {
            return new Value(path, null, e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<Object, Value> kept() {
        Map<Object, Value> kept = exchange.getProperty(property, Map.class);
        if (kept == null) {
            kept = new ConcurrentHashMap<>();
            exchange.setProperty(property, kept);
        }
        return kept;
    }

    /** The values of one content. */
    static final class Reading {

        private final Object content;
        private final String path;
        private final @Nullable String collection;
        private final Map<Object, Value> values;
        private final Map<Object, Value> kept;

        private Reading(
                        Object content, String path, @Nullable String collection, Map<Object, Value> values,
                        Map<Object, Value> kept) {
            this.content = content;
            this.path = path;
            this.collection = collection;
            this.values = values;
            this.kept = kept;
        }

        boolean isEmpty() {
            return values.isEmpty();
        }

        /** Uploads them one after another; completes with the content that refers to them. */
        CompletionStage<Object> upload(Repos.Uploads uploads) {
            CompletionStage<?> last = CompletableFuture.completedFuture(null);
            for (Value value : values.values()) {
                last = last.thenCompose(done -> upload(value, uploads));
            }
            return last.thenApply(done -> BlobValues.replace(content, path, collection,
                    (where, value) -> UploadBlobOperation.json(values.get(value).blob)));
        }

        /** To be called when no delivery of the step will ask for them again. */
        void forget() {
            kept.keySet().removeAll(values.keySet());
        }

        private static CompletionStage<?> upload(Value value, Repos.Uploads uploads) {
            if (value.content == null) {
                return CompletableFuture.failedFuture(value.failure);
            }
            return value.blob != null
                    ? CompletableFuture.completedFuture(null)
                    : uploads.upload(value.content, value.path).thenAccept(blob -> value.blob = blob);
        }
    }
}
