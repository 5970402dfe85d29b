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

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.RecordsOutputType;
import io.github.camelatproto.syntax.AtIdentifier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code com.atproto.repo.listRecords}: the body becomes a page, {@code {records, cursor}}, or an Iterator over all
 * records. Needs no login.
 */
public final class ListRecordsOperation implements Operation {

    private static final int LARGEST_PAGE = 100;

    private final Reads reads;
    private final @Nullable Integer limit;
    private final boolean reverse;
    private final RecordsOutputType outputType;

    public ListRecordsOperation(Reads reads, AtprotoConfiguration configuration) {
        this.reads = reads;
        this.limit = configuration.getLimit();
        this.reverse = configuration.isReverse();
        this.outputType = configuration.getOutputType();
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        AtIdentifier repo = reads.repo(exchange);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("repo", repo.toString());
        parameters.put("collection", reads.options().collection(exchange, Input.NONE).toString());
        String subject = "listRecords of at://" + String.join("/", parameters.values());
        if (limit != null || outputType == RecordsOutputType.ITERATOR) {
            parameters.put("limit", String.valueOf(limit == null ? LARGEST_PAGE : limit));
        }
        if (reverse) {
            parameters.put("reverse", "true");
        }
        String cursor = reads.options().cursor(exchange);
        return reads.source(repo).thenCompose(source -> outputType == RecordsOutputType.ITERATOR
                ? all(source, parameters, cursor, subject) : page(source, parameters, cursor, subject));
    }

    private CompletionStage<Reply> page(
            Repos.Source source, Map<String, String> parameters, @Nullable String cursor, String subject) {
        return output(source, parameters, cursor, subject).thenApply(output -> {
            Map<String, @Nullable Object> headers = new HashMap<>();
            headers.put(AtprotoConstants.CURSOR, RecordPage.of(output, subject).cursor());
            return new Reply(output, headers);
        });
    }

    private CompletionStage<Reply> all(
            Repos.Source source, Map<String, String> parameters, @Nullable String cursor, String subject) {
        return ask(source, parameters, cursor, subject).thenApply(first -> {
            Map<String, @Nullable Object> headers = new HashMap<>();
            headers.put(AtprotoConstants.CURSOR, null);
            return new Reply(new RecordPages(first, next -> ask(source, parameters, next, subject), subject), headers);
        });
    }

    private CompletionStage<RecordPage> ask(
            Repos.Source source, Map<String, String> parameters, @Nullable String cursor, String subject) {
        String where = cursor == null ? subject : subject + " after " + cursor;
        return output(source, parameters, cursor, where).thenApply(output -> RecordPage.of(output, where));
    }

    private CompletionStage<Map<String, Object>> output(
            Repos.Source source, Map<String, String> parameters, @Nullable String cursor, String subject) {
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        if (cursor != null) {
            asked.put("cursor", cursor);
        }
        return reads.ask(source, "com.atproto.repo.listRecords", asked, subject);
    }
}
