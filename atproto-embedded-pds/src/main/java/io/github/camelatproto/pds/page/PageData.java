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
package io.github.camelatproto.pds.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.LoggedCommit;
import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** What the page asks for and the XRPC methods do not tell, as JSON objects. Each list has an end. Thread-safe. */
final class PageData {

    private static final int ACCOUNTS = 100;
    private static final int COMMITS = 20;
    private static final int BLOBS = 200;

    private final PdsState state;

    PageData(PdsState state) {
        this.state = state;
    }

    /** @param cursor how many accounts came before; null = none */
    Map<String, @Nullable Object> accounts(@Nullable String cursor) {
        List<Account> all = state.accounts().all();
        int from = Math.min(position(cursor), all.size());
        int to = Math.min(from + ACCOUNTS, all.size());
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("total", all.size());
        page.put("accounts", all.subList(from, to).stream().map(this::summary).toList());
        if (to < all.size()) {
            page.put("cursor", Integer.toString(to));
        }
        return page;
    }

    private static int position(@Nullable String cursor) {
        if (cursor != null && !cursor.matches("[0-9]{1,9}")) {
            throw XrpcError.invalidRequest("cursor must be a number");
        }
        return cursor == null ? 0 : Integer.parseInt(cursor);
    }

    Map<String, @Nullable Object> account(@Nullable String didOrHandle) {
        Account account = find(didOrHandle);
        Repo repo = repo(account);
        Map<String, @Nullable Object> shown = summary(account);
        shown.put("collections", repo.collections().stream()
                .map(name -> Map.of("name", name, "count", repo.size(Nsid.parse(name)))).toList());
        return shown;
    }

    private Map<String, @Nullable Object> summary(Account account) {
        Repo repo = repo(account);
        CommitMeta head = repo.head();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("did", account.did().toString());
        shown.put("handle", account.handle().toString());
        shown.put("status", account.status().name().toLowerCase(Locale.ROOT));
        shown.put("createdAt", account.createdAt().toString());
        shown.put("head", head.cid().toString());
        shown.put("rev", head.rev().toString());
        shown.put("records", repo.collections().stream().mapToInt(name -> repo.size(Nsid.parse(name))).sum());
        return shown;
    }

    /** @param before the revision at which the page before this one ended; null = from the head */
    Map<String, @Nullable Object> commits(@Nullable String didOrHandle, @Nullable String before) {
        List<LoggedCommit> commits = repo(find(didOrHandle)).log(COMMITS + 1, revision(before));
        List<LoggedCommit> shown = commits.subList(0, Math.min(COMMITS, commits.size()));
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("commits", shown.stream().map(PageData::commit).toList());
        if (commits.size() > COMMITS) {
            page.put("cursor", shown.get(COMMITS - 1).rev().toString());
        }
        return page;
    }

    private static @Nullable Tid revision(@Nullable String before) {
        try {
            return before == null ? null : Tid.parse(before);
        } catch (IllegalArgumentException e) {
            throw XrpcError.invalidRequest("before must be a revision");
        }
    }

    private static Map<String, @Nullable Object> commit(LoggedCommit commit) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("cid", commit.cid().toString());
        shown.put("rev", commit.rev().toString());
        shown.put("time", commit.time().toString());
        shown.put("changes", commit.changes().stream().map(PageData::change).toList());
        return shown;
    }

    private static Map<String, @Nullable Object> change(LoggedCommit.Change change) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("action", change.cid() == null ? "deleted" : change.prev() == null ? "created" : "updated");
        shown.put("collection", change.collection());
        shown.put("rkey", change.rkey());
        shown.put("cid", change.cid() == null ? null : change.cid().toString());
        return shown;
    }

    Map<String, @Nullable Object> blobs(@Nullable String didOrHandle) {
        List<Blob> blobs = state.blobs().list(find(didOrHandle).did(), BLOBS + 1);
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("blobs", blobs.stream().limit(BLOBS).map(Blob::toMap).toList());
        page.put("more", blobs.size() > BLOBS);
        return page;
    }

    private Account find(@Nullable String didOrHandle) {
        if (didOrHandle == null) {
            throw XrpcError.invalidRequest("repo must be given");
        }
        return state.accounts().find(didOrHandle)
                .orElseThrow(() -> new XrpcError(404, "AccountNotFound", "There is no such account here"));
    }

    private Repo repo(Account account) {
        return state.repos().of(account.did());
    }
}
