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
package io.github.camelatproto.component.session;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.PdsProfile;
import io.github.camelatproto.component.commit.PointsBudget;
import io.github.camelatproto.component.commit.RateLimit;
import io.github.camelatproto.component.commit.RepoClient;
import io.github.camelatproto.component.commit.Stages;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.component.xrpc.TransportException;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.component.xrpc.XrpcErrors;
import io.github.camelatproto.component.xrpc.XrpcInput;
import io.github.camelatproto.component.xrpc.XrpcRequest;
import io.github.camelatproto.component.xrpc.XrpcResponse;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The repo of one account on its PDS: writes with the account's session, whose token is renewed once where it is
 * refused; reads without one. Thread-safe.
 */
public final class SessionRepo implements RepoClient {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRepo.class);

    private final Did did;
    private final SessionManager sessions;
    private final XrpcClient client;
    private final Clock clock;
    private final PdsProfile pds;
    private final PointsBudget points;
    private final Runnable doubt;

    /**
     * @param pds    is told what answers show of the PDS
     * @param points is told what answers show of the account's write points
     * @param doubt  run where the PDS will not have the account, or is not there: it may have moved
     */
    public SessionRepo(
                       Did did, SessionManager sessions, XrpcClient client, Clock clock, PdsProfile pds, PointsBudget points,
                       Runnable doubt) {
        this.did = did;
        this.sessions = sessions;
        this.client = client;
        this.clock = clock;
        this.pds = pds;
        this.points = points;
        this.doubt = doubt;
    }

    /** Whether it reaches the same repo with the same session in the same way. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionRepo that && did.equals(that.did) && sessions == that.sessions
                && client == that.client;
    }

    @Override
    public int hashCode() {
        return did.hashCode();
    }

    @Override
    public CompletionStage<Answer> send(Attempt attempt) {
        String nsid = nsid(attempt);
        XrpcInput input = new WriteInput(did, attempt);
        return sessions.call(session -> call(session, nsid, input), XrpcErrors::isTokenRefused)
                .thenCompose(response -> {
                    heed(response);
                    return answer(attempt, response);
                })
                .exceptionally(failure -> notAnswered(attempt, failure));
    }

    private CompletionStage<XrpcResponse> call(Session session, String nsid, XrpcInput input) {
        return client.call(XrpcRequest.procedure(session.pds(), nsid, input)
                .withToken(session.accessJwt()).withOutput(WriteOutput::read));
    }

    private void heed(XrpcResponse response) {
        RateLimit limit = RateLimitHeaders.of(response);
        points.answered(limit);
        if (limit != null) {
            pds.requests(limit);
        }
    }

    private static String nsid(Attempt attempt) {
        return "com.atproto.repo." + switch (attempt.method()) {
            case CREATE_RECORD -> "createRecord";
            case PUT_RECORD -> "putRecord";
            case DELETE_RECORD -> "deleteRecord";
            case APPLY_WRITES -> "applyWrites";
        };
    }

    private CompletionStage<Answer> answer(Attempt attempt, XrpcResponse response) {
        int status = response.status();
        if (response.isSuccess() && response.isJson()) {
            return CompletableFuture.completedFuture(landed(attempt, response));
        }
        AtprotoException error = XrpcErrors.of(response, subject(attempt), clock);
        Answer answer;
        if (response.isSuccess() || status == 408 || status >= 500) {
            answer = status == 500 && response.isJson() && response.error().equals("InternalServerError")
                    ? new Answer.ServerError(error) : new Answer.Unknown(error);
        } else if (status < 400 || status == 401 || status == 403 || status == 429 || XrpcErrors.isTokenRefused(response)) {
            answer = denied(error);
        } else if (error instanceof InvalidSwapException swap && isConditional(attempt)) {
            answer = new Answer.Swapped(swap);
        } else if (error instanceof XrpcException && attempt.fence() != null && !isPlainRefusalOfNothing(attempt, response)) {
            return refusedOrSwapped(attempt.fence(), error);
        } else {
            answer = new Answer.Refused(error, XrpcErrors.writeIndex(response));
        }
        return CompletableFuture.completedFuture(answer);
    }

    private static boolean isConditional(Attempt attempt) {
        return attempt.fence() != null || attempt.writes().stream().anyMatch(write -> write.swapRecord() != null);
    }

    /** A PDS that will not have an empty list says nothing of its fence. */
    private static boolean isPlainRefusalOfNothing(Attempt attempt, XrpcResponse response) {
        return attempt.writes().isEmpty() && response.isJson();
    }

    /** Some PDSs say in words of their own that the fence was passed: the head tells. */
    private CompletionStage<Answer> refusedOrSwapped(Cid fence, AtprotoException error) {
        return head().handle((head, failure) -> {
            if (failure != null) {
                return new Answer.Unknown(error);
            }
            return head.equals(fence)
                    ? new Answer.Refused(error, -1) : new Answer.Swapped(new InvalidSwapException(error.getMessage(), head));
        });
    }

    private Answer landed(Attempt attempt, XrpcResponse response) {
        WriteOutput output = (WriteOutput) Objects.requireNonNull(response.output());
        List<NamedWrite> writes = attempt.writes();
        List<WriteResult> results = new ArrayList<>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            results.add(result(writes.get(i), output.result(i)));
        }
        return new Answer.Landed(commit(output), results);
    }

    private WriteResult result(NamedWrite write, WriteOutput.Result given) {
        Cid ours = write.after();
        Cid theirs = given.cid() == null ? null : cid(given.cid(), ours);
        if (ours != null && theirs != null && !ours.equals(theirs)) {
            LOG.atLevel(pds.changedRecord() ? Level.WARN : Level.DEBUG).log(
                    "The PDS wrote at://{}/{} with CID {}, not {} as computed here; it has changed the record",
                    did, write.path(), theirs, ours);
        }
        if (write.isCreate() && given.isUpdate()) {
            pds.overwroteByCreate();
        }
        return new WriteResult(write, theirs == null ? ours : theirs, given.validationStatus());
    }

    private static @Nullable CommitMeta commit(WriteOutput output) {
        String rev = output.commitRev();
        Cid cid = output.commitCid() == null ? null : cid(output.commitCid());
        return cid != null && rev != null && Tid.isValid(rev) ? new CommitMeta(cid, Tid.parse(rev)) : null;
    }

    /** The CID that the text stands for, which is nearly always the one that is expected. */
    private static @Nullable Cid cid(String text, @Nullable Cid expected) {
        return expected != null && text.equals(expected.toString()) ? expected : cid(text);
    }

    private static @Nullable Cid cid(String text) {
        try {
            return Cid.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Answer notAnswered(Attempt attempt, Throwable failure) {
        Throwable cause = Stages.cause(failure);
        if (cause instanceof TransportException transport) {
            AtprotoException error = new PdsUnreachableException(subject(attempt) + ": " + transport.getMessage(), transport);
            doubt.run();
            return transport.isSent() ? new Answer.Unknown(error) : new Answer.NotSent(error);
        }
        // the session could not be had, so nothing was sent; SessionManager has retried what can be retried. Anything
        // else broke nobody knows when
        return cause instanceof AtprotoException known
                ? denied(known)
                : new Answer.Unknown(new AtprotoException(subject(attempt) + ": " + cause, cause));
    }

    private Answer denied(AtprotoException error) {
        if (error instanceof AuthenticationException || error instanceof PdsUnreachableException) {
            doubt.run();
        }
        return new Answer.Denied(error);
    }

    private String subject(Attempt attempt) {
        List<NamedWrite> writes = attempt.writes();
        return nsid(attempt).substring("com.atproto.repo.".length()) + " of"
               + (writes.isEmpty() ? " nothing in at://" + did : " at://" + did + "/" + writes.get(0).path())
               + (writes.size() > 1 ? " and " + (writes.size() - 1) + " more" : "");
    }

    @Override
    public CompletionStage<Optional<Cid>> read(Nsid collection, RecordKey rkey) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("repo", did.toString());
        parameters.put("collection", collection.toString());
        parameters.put("rkey", rkey.toString());
        return ask("com.atproto.repo.getRecord", parameters).thenApply(response -> {
            if (response.status() == 400 && response.error().equals("RecordNotFound")) {
                return Optional.empty();
            }
            return Optional.of(requiredCid(response, "getRecord of at://" + did + "/" + collection + "/" + rkey));
        });
    }

    @Override
    public CompletionStage<Cid> head() {
        return ask("com.atproto.sync.getLatestCommit", Map.of("did", did.toString()))
                .thenApply(response -> requiredCid(response, "getLatestCommit of at://" + did));
    }

    private CompletionStage<XrpcResponse> ask(String nsid, Map<String, String> parameters) {
        return sessions.session()
                .thenCompose(session -> client.call(XrpcRequest.query(session.pds(), nsid, parameters)))
                .thenApply(response -> {
                    RateLimit limit = RateLimitHeaders.of(response);
                    if (limit != null) {
                        pds.requests(limit);
                    }
                    return response;
                })
                .exceptionally(failure -> {
                    Throwable cause = Stages.cause(failure);
                    throw cause instanceof TransportException transport
                            ? new PdsUnreachableException(nsid + " of at://" + did + ": " + transport.getMessage(), transport)
                            : new CompletionException(cause);
                });
    }

    private Cid requiredCid(XrpcResponse response, String subject) {
        Cid cid = response.isSuccess() && response.json().get("cid") instanceof String text ? cid(text) : null;
        if (cid == null) {
            throw XrpcErrors.of(response, subject, clock);
        }
        return cid;
    }
}
