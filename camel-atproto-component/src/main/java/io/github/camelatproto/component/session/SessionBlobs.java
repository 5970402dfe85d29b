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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.camelatproto.component.commit.Backoff;
import io.github.camelatproto.component.commit.PdsProfile;
import io.github.camelatproto.component.commit.Stages;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.component.xrpc.BrokenUploadException;
import io.github.camelatproto.component.xrpc.TransportException;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.component.xrpc.XrpcErrors;
import io.github.camelatproto.component.xrpc.XrpcRequest;
import io.github.camelatproto.component.xrpc.XrpcResponse;
import io.github.camelatproto.component.xrpc.XrpcUpload;
import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * Uploads blobs with the session of one account: com.atproto.repo.uploadBlob. The same bytes are the same blob, however
 * often they are uploaded, so whatever may pass is simply sent again. Thread-safe.
 */
public final class SessionBlobs {

    private static final String UPLOAD = "com.atproto.repo.uploadBlob";

    private final Did did;
    private final SessionManager sessions;
    private final XrpcClient client;
    private final Clock clock;
    private final PdsProfile pds;
    private final Backoff backoff;

    /**
     * @param pds knows, once it has been asked, how large a blob may be
     */
    public SessionBlobs(
                        Did did, SessionManager sessions, XrpcClient client, Clock clock, PdsProfile pds, Backoff backoff) {
        this.did = did;
        this.sessions = sessions;
        this.client = client;
        this.clock = clock;
        this.pds = pds;
        this.backoff = backoff;
    }

    /** One call, and what it was answered. */
    private record Sent(HashedUpload bytes, XrpcResponse response) {
    }

    /**
     * Uploads a blob. Completes exceptionally with an {@link AtprotoException}; nothing refers to a blob that may have
     * been uploaded nevertheless, and a PDS drops it after some time.
     *
     * @param what     names it, for errors
     * @param maxBytes what it may have; null for what the PDS says of itself
     * @param patience how long a call that failed is made again
     */
    public CompletionStage<Blob> upload(XrpcUpload blob, String what, @Nullable Long maxBytes, Duration patience) {
        String subject = "uploadBlob of " + what + ", " + blob.length() + " bytes, to at://" + did;
        Instant deadline = clock.instant().plus(patience);
        return maxBytes(maxBytes).thenCompose(most -> {
            if (blob.length() > most) {
                throw new PayloadTooLargeException(
                        subject + ": not sent, because " + (maxBytes == null ? "this PDS takes" : "maxBlobSize allows")
                                                   + " at most " + most + " bytes; make it smaller");
            }
            return send(blob, subject, deadline, 1);
        });
    }

    private CompletionStage<Long> maxBytes(@Nullable Long given) {
        Long known = given == null ? pds.blobBytes() : given;
        return known != null ? CompletableFuture.completedFuture(known) : ask();
    }

    /** A PDS that does not say what it takes says it when it gets too much. */
    private CompletionStage<Long> ask() {
        return sessions.session()
                .thenCompose(session -> client
                        .call(XrpcRequest.query(session.pds(), "com.atproto.server.describeServer", Map.of()))
                        .handle((response, failure) -> {
                            if (failure != null || !response.isSuccess()) {
                                return Long.MAX_VALUE;
                            }
                            long most = response.json().get("blobUploadLimit") instanceof Number limit && limit.longValue() > 0
                                    ? limit.longValue() : Long.MAX_VALUE;
                            pds.blobBytes(most);
                            return most;
                        }));
    }

    private CompletionStage<Blob> send(XrpcUpload blob, String subject, Instant deadline, int attempt) {
        return sessions.call(session -> call(session, blob), sent -> XrpcErrors.isTokenRefused(sent.response()))
                .thenApply(sent -> blob(sent, subject))
                .<CompletionStage<Blob>> handle((uploaded, failure) -> failure == null
                        ? CompletableFuture.completedFuture(uploaded)
                        : again(blob, subject, deadline, attempt, Stages.cause(failure)))
                .thenCompose(Function.identity());
    }

    private CompletionStage<Sent> call(Session session, XrpcUpload blob) {
        HashedUpload bytes = new HashedUpload(blob);
        return client.call(XrpcRequest.upload(session.pds(), UPLOAD, bytes).withToken(session.accessJwt()))
                .thenApply(response -> new Sent(bytes, response));
    }

    private Blob blob(Sent sent, String subject) {
        XrpcResponse response = sent.response();
        if (response.status() == 413) {
            throw new PayloadTooLargeException(
                    subject + ": 413 " + response.error() + "; the PDS, or a proxy before it, does not take so much: make it"
                                               + " smaller");
        }
        if (!response.isSuccess() || !response.isJson()) {
            throw XrpcErrors.of(response, subject, clock);
        }
        Blob blob = answered(response, subject);
        if (!sent.bytes().isNamedBy(blob.ref())) {
            throw new AtprotoException(
                    subject + ": the PDS got other bytes than were sent (its CID is " + blob.ref()
                                       + "); they were changed on the way, so send it again");
        }
        return blob;
    }

    @SuppressWarnings("unchecked")
    private static Blob answered(XrpcResponse response, String subject) {
        try {
            if (response.json().get("blob") instanceof Map<?, ?> blob) {
                return Blob.ofMap((Map<String, Object>) blob);
            }
        } catch (DataModelException e) {
            throw new PdsUnreachableException(
                    subject + ": the answer's blob cannot be used: " + e.getMessage() + "; is the option service the address"
                                              + " of a PDS?",
                    e);
        }
        throw new PdsUnreachableException(
                subject + ": the answer holds no blob; is the option service the address of a PDS?");
    }

    private CompletionStage<Blob> again(
            XrpcUpload blob, String subject, Instant deadline, int attempt, Throwable failure) {
        AtprotoException error = error(failure, subject);
        if (!isPassing(failure, attempt) || !clock.instant().isBefore(deadline)) {
            return CompletableFuture.failedFuture(error);
        }
        return backoff.after(backoff.pause(attempt)).thenCompose(waited -> waited
                ? send(blob, subject, deadline, attempt + 1) : CompletableFuture.failedFuture(error));
    }

    /** An internal error may be one that comes back: it is sent again once. */
    private static boolean isPassing(Throwable failure, int attempt) {
        if (failure instanceof XrpcException xrpc) {
            return xrpc.getStatus() == 408 || xrpc.getStatus() > 500 || (xrpc.getStatus() == 500 && attempt == 1);
        }
        return failure instanceof TransportException && !(failure.getCause() instanceof BrokenUploadException);
    }

    private static AtprotoException error(Throwable failure, String subject) {
        if (failure instanceof AtprotoException known) {
            return known;
        }
        if (failure.getCause() instanceof BrokenUploadException broken) {
            return new InvalidInputException(
                    subject + ": " + broken.getMessage() + "; nothing was stored", broken.getCause());
        }
        return failure instanceof TransportException
                ? new PdsUnreachableException(
                        subject + ": " + failure.getMessage() + "; check that the PDS runs, and send it again", failure)
                : new AtprotoException(subject + ": " + failure, failure);
    }
}
