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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.xrpc.XrpcInput;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.EncodedJson;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Did;

/**
 * An attempt as the lexicon of its method has it. The records have been written as JSON before, and DIDs, NSIDs, record
 * keys and CIDs stand for themselves in a JSON string, so that the rest is copying.
 */
final class WriteInput implements XrpcInput {

    private final Did repo;
    private final Attempt attempt;

    WriteInput(Did repo, Attempt attempt) {
        this.repo = repo;
        this.attempt = attempt;
    }

    @Override
    public byte[] json() {
        Text text = new Text();
        text.add("{\"repo\":\"").add(repo).add("\"");
        if (attempt.validate() != null && attempt.method() != Unit.Method.DELETE_RECORD) {
            text.add(",\"validate\":").add(attempt.validate());
        }
        if (attempt.fence() != null) {
            text.add(",\"swapCommit\":\"").add(attempt.fence()).add("\"");
        }
        if (attempt.method() == Unit.Method.APPLY_WRITES) {
            writes(text);
        } else {
            single(text, attempt.writes().get(0));
        }
        return text.add("}").toBytes();
    }

    private void writes(Text text) {
        text.add(",\"writes\":[");
        String separator = "{\"$type\":\"com.atproto.repo.applyWrites#";
        for (NamedWrite named : attempt.writes()) {
            text.add(separator).add(kind(named.write())).add("\"");
            place(text, named);
            if (named.json() != null) {
                text.add(",\"value\":").add(named.json());
            }
            separator = "},{\"$type\":\"com.atproto.repo.applyWrites#";
        }
        text.add(attempt.writes().isEmpty() ? "]" : "}]");
    }

    private static void single(Text text, NamedWrite named) {
        place(text, named);
        if (named.swapRecord() != null) {
            Cid expected = named.swapRecord().cid();
            text.add(",\"swapRecord\":").add(expected == null ? "null" : "\"" + expected + "\"");
        }
        if (named.json() != null) {
            text.add(",\"record\":").add(named.json());
        }
    }

    private static void place(Text text, NamedWrite named) {
        text.add(",\"collection\":\"").add(named.collection()).add("\",\"rkey\":\"").add(named.rkey()).add("\"");
    }

    private static String kind(Write write) {
        if (write instanceof Write.Create) {
            return "create";
        }
        return write instanceof Write.Update ? "update" : "delete";
    }

    /** Makes the CIDs, as text, that the answer's will be compared with. */
    @Override
    public void sent() {
        for (NamedWrite named : attempt.writes()) {
            Cid after = named.after();
            if (after != null) {
                String unused = after.toString();
            }
        }
    }

    /** ASCII, and JSON between it. */
    private static final class Text {

        private final StringBuilder ascii = new StringBuilder();
        private final List<EncodedJson> values = new ArrayList<>();
        /** Where in the ASCII each of them goes. */
        private final List<Integer> places = new ArrayList<>();

        Text add(Object text) {
            ascii.append(text);
            return this;
        }

        Text add(EncodedJson value) {
            values.add(value);
            places.add(ascii.length());
            return this;
        }

        byte[] toBytes() {
            byte[] between = ascii.toString().getBytes(StandardCharsets.ISO_8859_1);
            byte[] all = new byte[between.length + values.stream().mapToInt(EncodedJson::length).sum()];
            int copied = 0;
            int at = 0;
            for (int i = 0; i < values.size(); i++) {
                int length = places.get(i) - copied;
                System.arraycopy(between, copied, all, at, length);
                copied += length;
                at += length;
                values.get(i).copyTo(all, at);
                at += values.get(i).length();
            }
            System.arraycopy(between, copied, all, at, between.length - copied);
            return all;
        }
    }
}
