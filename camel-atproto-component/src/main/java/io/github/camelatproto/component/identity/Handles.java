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
package io.github.camelatproto.component.identity;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javax.naming.NamingException;

import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds the DID that a handle claims, by DNS or else by HTTPS. That the DID claims the handle too is for the caller to
 * check. Blocks; thread-safe. Source: <a href="https://atproto.com/specs/handle#handle-resolution">the handle
 * specification</a>.
 */
final class Handles {

    private static final int MAX_BYTES = 2_048;
    /** Nobody can own a name under these. */
    private static final Set<String> RESERVED
            = Set.of("alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion");

    private final TxtRecords dns;
    private final Fetcher fetcher;
    private final Function<Handle, URI> wellKnown;
    private final boolean isDevelopment;

    /**
     * @param wellKnown     where a handle's host says its DID
     * @param isDevelopment whether names that are for tests are looked for too
     */
    Handles(TxtRecords dns, Fetcher fetcher, Function<Handle, URI> wellKnown, boolean isDevelopment) {
        this.dns = dns;
        this.fetcher = fetcher;
        this.wellKnown = wellKnown;
        this.isDevelopment = isDevelopment;
    }

    static URI wellKnown(Handle handle) {
        return URI.create("https://" + handle + "/.well-known/atproto-did");
    }

    Did did(Handle handle) {
        String top = handle.value().substring(handle.value().lastIndexOf('.') + 1);
        if (!isDevelopment && (RESERVED.contains(top) || top.equals("test"))) {
            throw new IdentityException(
                    "The handle " + handle + " is under ." + top + ", where nobody's handle is; set the option service, or"
                                        + " correct the handle");
        }
        NamingException noDns = null;
        try {
            Did did = byDns(handle);
            if (did != null) {
                return did;
            }
        } catch (NamingException e) {
            noDns = e;
        }
        URI page = wellKnown.apply(handle);
        try {
            Fetcher.Answer answer = fetcher.get(page, "text/plain", MAX_BYTES);
            if (answer.status() == 200) {
                return parse(answer.text().strip().lines().findFirst().orElse("").strip(), page + " says");
            }
            String nothing = nothing(handle, noDns, "it answered " + answer.status());
            throw noDns == null ? new IdentityException(nothing) : new NotAnsweredException(nothing, noDns);
        } catch (IOException e) {
            throw new NotAnsweredException(nothing(handle, noDns, String.valueOf(e.getMessage())), e);
        }
    }

    private String nothing(Handle handle, @Nullable NamingException noDns, String noHttps) {
        return "The handle " + handle + " cannot be resolved: DNS "
               + (noDns == null
                       ? "has no TXT record _atproto." + handle : "does not answer for _atproto." + handle + " (" + noDns + ")")
               + ", and "
               + wellKnown.apply(handle) + " gives nothing (" + noHttps + "); check the handle, or set the option service";
    }

    private @Nullable Did byDns(Handle handle) throws NamingException {
        List<String> named = dns.of("_atproto." + handle).stream().filter(text -> text.startsWith("did="))
                .map(text -> text.substring("did=".length())).distinct().toList();
        if (named.size() > 1) {
            throw new IdentityException(
                    "The handle " + handle + " cannot be resolved: DNS names " + named.size() + " DIDs at _atproto." + handle
                                        + ", and there may be one");
        }
        return named.isEmpty() ? null : parse(named.get(0), "DNS says of the handle " + handle);
    }

    private static Did parse(String text, String where) {
        if (Did.isValid(text)) {
            return Did.parse(text);
        }
        throw new IdentityException(where + " \"" + Identities.bounded(text) + "\", which is no DID");
    }
}
