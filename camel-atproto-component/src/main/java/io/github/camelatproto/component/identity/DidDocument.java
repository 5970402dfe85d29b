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

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.component.xrpc.ServiceAddress;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a DID document says of an account. Source: <a href="https://atproto.com/specs/did#did-documents">the DID
 * specification</a>.
 *
 * @param names {@code alsoKnownAs}, such as {@code at://alice.example}
 * @param pds   scheme and authority only
 */
record DidDocument(List<String> names, URI pds) {

    private static final String PDS_ID = "#atproto_pds";
    private static final String PDS_TYPE = "AtprotoPersonalDataServer";

    /**
     * @param  isDevelopment     whether the PDS may be at a plain {@code http:} address
     * @throws IdentityException if it is not that DID's document, or names no PDS, or more than one
     */
    static DidDocument parse(Did did, String json, boolean isDevelopment) {
        Map<?, ?> document = object(did, json);
        if (!did.value().equals(document.get("id"))) {
            throw new IdentityException(
                    "The document of " + did + " is another's: its id is "
                                        + Identities.bounded(String.valueOf(document.get("id"))));
        }
        List<String> endpoints = new ArrayList<>();
        for (Object entry : list(document.get("service"))) {
            if (entry instanceof Map<?, ?> service && isPds(did, service)
                    && !endpoints.contains(String.valueOf(service.get("serviceEndpoint")))) {
                endpoints.add(String.valueOf(service.get("serviceEndpoint")));
            }
        }
        if (endpoints.isEmpty()) {
            throw new IdentityException(
                    "The document of " + did + " names no PDS (a service " + PDS_ID + " of type " + PDS_TYPE
                                        + "): the account is gone, or not there yet");
        }
        if (endpoints.size() > 1) {
            throw new IdentityException(
                    "The document of " + did + " names " + endpoints.size()
                                        + " PDSs, and nothing says which it is; set the option service");
        }
        List<String> names = new ArrayList<>();
        list(document.get("alsoKnownAs")).forEach(name -> names.add(String.valueOf(name)));
        return new DidDocument(List.copyOf(names), origin(did, endpoints.get(0), isDevelopment));
    }

    private static Map<?, ?> object(Did did, String json) {
        try {
            if (AtJson.parse(json) instanceof Map<?, ?> document) {
                return document;
            }
        } catch (DataModelException e) {
            throw new IdentityException("The document of " + did + " cannot be read: " + e.getMessage(), e);
        }
        throw new IdentityException("The document of " + did + " is no JSON object");
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static boolean isPds(Did did, Map<?, ?> service) {
        String id = String.valueOf(service.get("id"));
        return (id.equals(PDS_ID) || id.equals(did + PDS_ID)) && PDS_TYPE.equals(service.get("type"));
    }

    private static URI origin(Did did, String endpoint, boolean isDevelopment) {
        return ServiceAddress.parse(endpoint).filter(address -> isDevelopment || ServiceAddress.isSecure(address))
                .orElseThrow(() -> new IdentityException(
                        "The document of " + did + " names " + Identities.bounded(endpoint)
                                                         + " as PDS, which is no address such as https://pds.example"));
    }

    boolean names(Handle handle) {
        return names.stream().anyMatch(name -> name.equalsIgnoreCase("at://" + handle));
    }
}
