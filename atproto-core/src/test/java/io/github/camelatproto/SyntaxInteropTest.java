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
package io.github.camelatproto;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Every line of every syntax file for the strings that are built. */
class SyntaxInteropTest {

    private static final InteropVectors VECTORS = new InteropVectors();

    private record Format(String name, Predicate<String> isValid, Function<String, Object> parse) {

        List<String> lines(String kind) {
            return VECTORS.lines("syntax/" + name + "_" + kind + ".txt");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Format DATETIME = new Format("datetime", Datetime::isValid, Datetime::parse);

    static List<Format> formats() {
        return List.of(
                new Format("atidentifier", AtIdentifier::isValid, AtIdentifier::parse),
                new Format("aturi", AtUri::isValid, AtUri::parse),
                DATETIME,
                new Format("did", Did::isValid, Did::parse),
                new Format("handle", Handle::isValid, Handle::parse),
                new Format("nsid", Nsid::isValid, Nsid::parse),
                new Format("recordkey", RecordKey::isValid, RecordKey::parse),
                new Format("tid", Tid::isValid, Tid::parse));
    }

    @AfterAll
    static void printTotal() {
        System.out.println("interop vectors read: " + VECTORS.read() + " (syntax)");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void takesWhatIsValidAndRefusesWhatIsNot(Format format) {
        List<String> valid = format.lines("syntax_valid");
        List<String> invalid = format.lines("syntax_invalid");

        assertThat(valid).isNotEmpty().allSatisfy(text -> {
            assertThat(format.isValid.test(text)).isTrue();
            assertThat(format.parse.apply(text).toString()).isEqualToIgnoringCase(text);
        });
        assertRefused(format, invalid);
        print(format.name, valid, invalid);
    }

    @Test
    void refusesDatetimesThatOnlyLookRight() {
        List<String> invalid = DATETIME.lines("parse_invalid");

        assertRefused(DATETIME, invalid);
        System.out.println("interop vectors: datetime parse-invalid=" + invalid.size());
    }

    @Test
    void knowsTheLooseSyntaxOfCids() {
        List<String> valid = VECTORS.lines("syntax/cid_syntax_valid.txt");
        List<String> invalid = VECTORS.lines("syntax/cid_syntax_invalid.txt");

        assertThat(valid).isNotEmpty().allMatch(Cid::isValidSyntax);
        assertThat(invalid).isNotEmpty().noneMatch(Cid::isValidSyntax);
        print("cid", valid, invalid);
    }

    private static void assertRefused(Format format, List<String> invalid) {
        assertThat(invalid).isNotEmpty().allSatisfy(text -> {
            assertThat(format.isValid.test(text)).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> format.parse.apply(text))
                    .withMessageStartingWith("Invalid ").withMessageContaining(" at index ");
        });
    }

    private static void print(String file, List<String> valid, List<String> invalid) {
        System.out.println("interop vectors: " + file + " valid=" + valid.size() + " invalid=" + invalid.size());
    }
}
