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

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.commit.RepoClient;
import io.github.camelatproto.component.commit.Stages;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.sync.CollectionState;
import io.github.camelatproto.component.xrpc.XrpcContent;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CollectionExport;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is in a collection, in as few requests as it takes: page by page; where a message speaks of few records of
 * a large one, those that the first page does not have one by one; and where it speaks of many, the whole repo at once,
 * as long as that is no larger than the pages would be.
 */
final class CollectionReader {

    private static final String PAGE = "100";
    /** A PDS that gives records without an end is broken. */
    private static final int MOST_PAGES = 100_000;
    /** More pages are cheaper than so many single records. */
    private static final int FEW = 30;
    /** Fewer are as cheap as the repo, whatever else is in it. */
    private static final int MANY_PAGES = 5;
    /** Its nodes are held in memory, a fifth of it. */
    private static final long MOST_OF_A_REPO = 500_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(CollectionReader.class);

    private final Reads reads;
    private final RepoClient client;
    private final Did repo;
    private final Nsid collection;
    private final Set<String> keys;
    private final boolean isWhole;
    private final String subject;
    private final Map<String, Cid> records = new HashMap<>();

    /**
     * For one reading.
     *
     * @param keys    of the records that the message speaks of
     * @param isWhole whether the others must be known too
     */
    CollectionReader(Reads reads, RepoClient client, Did repo, Nsid collection, Set<String> keys, boolean isWhole) {
        this.reads = reads;
        this.client = client;
        this.repo = repo;
        this.collection = collection;
        this.keys = keys;
        this.isWhole = isWhole;
        this.subject = "listRecords of at://" + repo + "/" + collection;
    }

    /** What is there at this head or later. */
    CompletionStage<CollectionState> read(Cid head) {
        return reads.source(repo).thenCompose(source -> pages(source, null, 0))
                .thenApply(isComplete -> new CollectionState(head, records, isComplete));
    }

    private CompletionStage<Boolean> pages(Repos.Source source, @Nullable String cursor, int count) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("repo", repo.toString());
        asked.put("collection", collection.toString());
        asked.put("limit", PAGE);
        if (cursor != null) {
            asked.put("cursor", cursor);
        }
        return reads.ask(source, "com.atproto.repo.listRecords", asked, PageOfCids::read, subject).thenCompose(output -> {
            PageOfCids page = (PageOfCids) output;
            page.cids().forEach(this::add);
            String next = page.cursor();
            if (next == null) {
                return CompletableFuture.completedFuture(true);
            }
            if (next.equals(cursor) || count == MOST_PAGES) {
                throw new PdsUnreachableException(subject + ": the PDS gives records without an end");
            }
            List<String> others = others();
            if (!isWhole && others.size() <= FEW) {
                return single(others, 0).thenApply(done -> false);
            }
            long pages = others.size() / Math.max(1, page.cids().size());
            return cursor == null && pages >= MANY_PAGES
                    ? export(source, pages * page.bytes()).exceptionallyCompose(failure -> {
                        LOG.debug("{} is read page by page: {}", subject, Stages.cause(failure).getMessage());
                        return pages(source, next, count + 1);
                    }) : pages(source, next, count + 1);
        });
    }

    /**
     * Of the whole repo what is in the collection; fails where that is larger than the pages are expected to be,
     * because there are other collections.
     */
    private CompletionStage<Boolean> export(Repos.Source source, long maxBytes) {
        XrpcContent export = new XrpcContent() {
            @Override
            public long maxBytes() {
                return Math.min(maxBytes, MOST_OF_A_REPO);
            }

            @Override
            public Object read(InputStream body) throws IOException {
                return CollectionExport.read(body, repo, collection);
            }
        };
        return reads.ask(source, "com.atproto.sync.getRepo", Map.of("did", repo.toString()), export, subject)
                .thenApply(output -> {
                    records.clear();
                    records.putAll(((CollectionExport) output).records());
                    return true;
                });
    }

    /** The keys that the message speaks of and that have not been read. */
    private List<String> others() {
        List<String> others = new ArrayList<>(keys);
        others.removeAll(records.keySet());
        return others;
    }

    private CompletionStage<Void> single(List<String> rkeys, int index) {
        if (index == rkeys.size()) {
            return CompletableFuture.completedFuture(null);
        }
        return client.read(collection, RecordKey.parse(rkeys.get(index))).thenCompose(found -> {
            found.ifPresent(cid -> records.put(rkeys.get(index), cid));
            return single(rkeys, index + 1);
        });
    }

    private void add(String uri, String cid) {
        try {
            records.put(uri.substring(uri.lastIndexOf('/') + 1), Cid.parse(cid));
        } catch (IllegalArgumentException e) {
            throw new PdsUnreachableException(subject + ": a record without a CID; is it a PDS?", e);
        }
    }
}
