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
package io.github.camelatproto.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import io.github.camelatproto.syntax.LanguageTag;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import io.github.camelatproto.syntax.Uri;

/** Of every identifier: what is valid parses, is written as it was, and nothing else parses. */
public final class SyntaxTarget {

    private SyntaxTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        check(text, AtIdentifier::isValid, AtIdentifier::parse);
        check(text, AtUri::isValid, AtUri::parse);
        check(text, Datetime::isValid, Datetime::parse);
        check(text, Did::isValid, Did::parse);
        check(text, Handle::isValid, Handle::parse);
        check(text, LanguageTag::isValid, LanguageTag::parse);
        check(text, Nsid::isValid, Nsid::parse);
        check(text, RecordKey::isValid, RecordKey::parse);
        check(text, Tid::isValid, Tid::parse);
        check(text, Uri::isValid, Uri::parse);
    }

    private static void check(String text, Predicate<String> isValid, Function<String, Object> parse) {
        boolean parsed;
        try {
            Object unused = parse.apply(text);
            parsed = true;
        } catch (IllegalArgumentException e) {
            parsed = false;
        }
        if (parsed != isValid.test(text)) {
            throw new AssertionError("Valid and not to be parsed, or the other way round");
        }
    }
}
