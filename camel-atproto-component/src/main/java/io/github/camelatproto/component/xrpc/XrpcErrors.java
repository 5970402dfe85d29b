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
package io.github.camelatproto.component.xrpc;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Gives each error answer its exception. The error's name decides; its message, which no PDS promises, only adds where
 * and why.
 */
public final class XrpcErrors {

    /** Names of 401s that a new token does not help. */
    private static final Set<String> FINAL_AUTH = Set.of("AccountTakedown", "AccountDeactivated");
    private static final Set<String> CONTENT
            = Set.of("BlobNotFound", "InvalidMimeType", "InvalidSize", "BlobTooLarge", "InvalidRecord");
    private static final Pattern PATH = Pattern.compile(" at (\\$\\.(?:record|value|rkey|writes)[^ ]*)$");
    private static final Pattern ABOUT_RECORD = Pattern.compile(
            "^(Invalid record key|Invalid \\$type|Unknown lexicon type|Legacy blobs|Invalid \\S+ record)");
    private static final Pattern ABOUT_REPO
            = Pattern.compile("^(Could not find (repo|user|root)|Could not resolve|Could not locate record|Unable to resolve)");
    private static final Pattern WRITE_INDEX = Pattern.compile("\\$\\.writes\\[(\\d{1,3})\\]");
    private static final Pattern CURRENT = Pattern.compile("Commit was at (\\S+)$");

    private XrpcErrors() {
    }

    /** Whether a new access token may help: 401, or the 400 that the reference answers for an expired token. */
    public static boolean isTokenRefused(XrpcResponse response) {
        return switch (response.status()) {
            case 401 -> !FINAL_AUTH.contains(response.error());
            case 400 -> response.error().equals("ExpiredToken") || response.error().equals("InvalidToken");
            default -> false;
        };
    }

    /**
     * The exception for an error answer, or for one that is no XRPC answer.
     *
     * @param subject what was called, on which repo or record, for the message
     * @param clock   turns {@code Retry-After} into a time
     */
    public static AtprotoException of(XrpcResponse response, String subject, Clock clock) {
        String message = bounded(withoutValues(response.message()));
        String what = subject + ": " + response.status() + " " + response.error()
                      + (message.isEmpty() ? "" : " \"" + message + "\"");
        if (!response.isJson()) {
            return notXrpc(response, subject);
        }
        if (response.status() == 429) {
            Instant reset = response.reset(clock).orElse(null);
            return new RateLimitExceededException(
                    what + (reset == null ? "" : "; the limit is reset at " + reset), reset);
        }
        if (response.error().equals("InvalidSwap")) {
            return new InvalidSwapException(
                    what + "; another commit came first, nothing was written: read again and send it anew", current(response));
        }
        if (response.status() == 401 || response.status() == 403 || isTokenRefused(response)) {
            return new AuthenticationException(what + "; " + advice(response), response.error());
        }
        if (response.status() == 413 || response.message().startsWith("Too many writes")) {
            return new PayloadTooLargeException(
                    what + "; more than one commit can hold: write less at once, or set atomic=false");
        }
        if (response.error().equals("RecordNotFound")) {
            return new RecordNotFoundException(what);
        }
        if (response.status() == 400) {
            String path = path(response.message());
            if (path != null || CONTENT.contains(response.error()) || ABOUT_RECORD.matcher(response.message()).find()) {
                return new RecordValidationException(
                        what + "; correct the record and send it again", path,
                        message.isEmpty() ? response.error() : message, response.error());
            }
        }
        return new XrpcException(
                response.status(), response.error(),
                isAboutRepo(response) ? what + "; check the repo, and that it lives on this PDS" : what);
    }

    private static boolean isAboutRepo(XrpcResponse response) {
        return response.status() == 400
                && (response.error().startsWith("Repo") || ABOUT_REPO.matcher(response.message()).find());
    }

    /** The index in {@code $.writes[i]} that the message names, else -1. */
    public static int writeIndex(XrpcResponse response) {
        Matcher matcher = WRITE_INDEX.matcher(response.message());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static AtprotoException notXrpc(XrpcResponse response, String subject) {
        String type = response.header("content-type");
        String location = response.header("location");
        String what = subject + ": answered " + response.status() + " with "
                      + (type.isEmpty() ? "no content type" : bounded(type)) + ", not with JSON"
                      + (location.isEmpty() ? "" : ", and pointed to " + bounded(location))
                      + "; is the option service the address of a PDS?";
        if (response.status() == 413) {
            return new PayloadTooLargeException(what);
        }
        if (response.status() == 429) {
            return new RateLimitExceededException(what, null);
        }
        return response.status() < 400
                ? new PdsUnreachableException(what) : new XrpcException(response.status(), "", what);
    }

    private static String advice(XrpcResponse response) {
        return switch (response.error()) {
            case "AccountTakedown" -> "the PDS has taken the account down, and nothing can be written until whoever runs the"
                                      + " PDS restores it";
            case "AccountDeactivated" -> "the account's owner has deactivated it, or has moved it: activate it, or set the"
                                         + " option service to the PDS on which it lives now";
            case "AccountNotFound" -> "check the options repo and identifier";
            case "AuthFactorTokenRequired" -> "the account has a second factor: use an app password as password";
            case "ScopeMissingError" -> "the session may not do this: use an app password with that right";
            default -> "check the options identifier and password (an app password), and that repo is that account's";
        };
    }

    private static @Nullable Cid current(XrpcResponse response) {
        Matcher matcher = CURRENT.matcher(response.message());
        try {
            return matcher.find() ? Cid.parse(matcher.group(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String path(String message) {
        Matcher matcher = PATH.matcher(message);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** The reference quotes what it got; what comes from a record does not belong into logs. */
    private static String withoutValues(String message) {
        return message.replaceAll(" \\(got .*\\)(?= at \\$\\.(record|writes\\[\\d+\\]\\.(record|value)))", "");
    }

    /** Messages come from outside: no line breaks, no novels. */
    private static String bounded(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "...";
    }
}
