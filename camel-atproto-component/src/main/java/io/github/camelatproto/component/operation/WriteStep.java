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

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.commit.WriterSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the writing operations of one endpoint have in common. Thread-safe. */
public final class WriteStep {

    private final boolean atomic;
    private final @Nullable Long maxBlobSize;
    private final Bodies bodies;
    private final MessageOptions options;
    private final WriterSettings settings;
    private final Repos repos;
    private final String name;
    private final @Nullable RebaseTarget rebase;
    private final LocalValidation validation;
    private final SpareEncoder encoder = new SpareEncoder();

    /**
     * @param name   names the endpoint, for exchanges that are in no route
     * @param rebase computes the writes of messages, null where they bring them
     */
    public WriteStep(
                     AtprotoConfiguration configuration, CamelContext context, Repos repos, String name,
                     @Nullable RebaseTarget rebase) {
        this.atomic = configuration.isAtomic();
        this.maxBlobSize = configuration.getMaxBlobSize();
        this.bodies = new Bodies(context);
        this.options = new MessageOptions(configuration, context);
        this.validation = new LocalValidation(BlobValues.LEXICONS, configuration.isLocalValidation());
        this.settings = Settings.of(configuration);
        this.repos = repos;
        this.name = name;
        this.rebase = rebase;
    }

    boolean isAtomic() {
        return atomic;
    }

    Bodies bodies() {
        return bodies;
    }

    SpareEncoder encoder() {
        return encoder;
    }

    MessageOptions options() {
        return options;
    }

    LocalValidation validation() {
        return validation;
    }

    WriterSettings settings() {
        return settings;
    }

    Repos repos() {
        return repos;
    }

    @Nullable
    RebaseTarget rebase() {
        return rebase;
    }

    StepBody body(Exchange exchange) {
        return StepBody.of(exchange, name);
    }

    BlobReader blobReader(Exchange exchange) {
        return new BlobReader(exchange, maxBlobSize);
    }

    RecordBlobs blobs(Exchange exchange) {
        return RecordBlobs.of(exchange, name, blobReader(exchange));
    }

    ListMemory memory(Exchange exchange) {
        return ListMemory.of(exchange, name);
    }

    StepKeys keys(Exchange exchange) {
        return StepKeys.of(exchange, name, repos.tids());
    }

    /** Opens the repo that the message is for, unless the message is a part of a rebase of that repo. */
    CompletionStage<Repos.Writable> open(Exchange exchange, Input input) {
        return repos.open(options.repo(exchange, input)).thenApply(repo -> {
            RebaseMark.refuse(exchange, repo.session().did());
            return repo;
        });
    }

    CompletionStage<List<Outcome>> submit(Repos.Writable repo, List<Unit> units) {
        return repo.writer().submit(repo.client(), settings, units);
    }
}
