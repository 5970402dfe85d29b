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
import org.jspecify.annotations.Nullable;

/**
 * An attempt as the lexicon of its method has it. The records have been written as JSON before, and DIDs, NSIDs, record
 * keys and CIDs stand for themselves in a JSON string, so that the rest is copying.
 */
final class WriteInput implements XrpcInput {

    private static final byte[] COMMA = Body.ascii(",");
    private static final byte[] END = Body.ascii("}");
    private static final byte[] END_OF_DELETE = Body.ascii("\"}");
    private static final byte[] VALUE = Body.ascii("\",\"value\":");

    private final Did repo;
    private final Attempt attempt;

    WriteInput(Did repo, Attempt attempt) {
        this.repo = repo;
        this.attempt = attempt;
    }

    @Override
    public byte[] json() {
        Body body = new Body(attempt.writes().size());
        body.add("{\"repo\":\"" + repo + "\"");
        if (attempt.validate() != null && attempt.method() != Unit.Method.DELETE_RECORD) {
            body.add(",\"validate\":" + attempt.validate());
        }
        if (attempt.fence() != null) {
            body.add(",\"swapCommit\":\"" + attempt.fence() + "\"");
        }
        if (attempt.method() == Unit.Method.APPLY_WRITES) {
            writes(body);
        } else {
            single(body, attempt.writes().get(0));
        }
        return body.add("}").toBytes();
    }

    private void writes(Body body) {
        body.add(",\"writes\":[");
        byte[] separator = {};
        Beginning beginning = new Beginning();
        for (NamedWrite named : attempt.writes()) {
            body.add(separator).add(beginning.of(named)).add(named.rkey().value());
            if (named.json() == null) {
                body.add(END_OF_DELETE);
            } else {
                body.add(VALUE).add(named.json()).add(END);
            }
            separator = COMMA;
        }
        body.add("]");
    }

    private static void single(Body body, NamedWrite named) {
        body.add(",\"collection\":\"" + named.collection() + "\",\"rkey\":\"" + named.rkey() + "\"");
        if (named.swapRecord() != null) {
            Cid expected = named.swapRecord().cid();
            body.add(",\"swapRecord\":" + (expected == null ? "null" : "\"" + expected + "\""));
        }
        if (named.json() != null) {
            body.add(",\"record\":").add(named.json());
        }
    }

    /** What stands before the rkey of a write: mostly the same as for the write before. */
    private static final class Beginning {

        private @Nullable Write last;
        private byte[] text = {};

        byte[] of(NamedWrite named) {
            Write write = named.write();
            if (last == null || last.getClass() != write.getClass() || !last.collection().equals(write.collection())) {
                last = write;
                text = Body.ascii("{\"$type\":\"com.atproto.repo.applyWrites#" + kind(write) + "\",\"collection\":\""
                                  + write.collection() + "\",\"rkey\":\"");
            }
            return text;
        }
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

    /** ASCII, and JSON between it, copied together once all is there. */
    private static final class Body {

        private final List<Object> parts;
        private int length;

        Body(int writes) {
            parts = new ArrayList<>(writes * 6 + 8);
        }

        static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        Body add(String text) {
            return add(ascii(text));
        }

        Body add(byte[] text) {
            parts.add(text);
            length += text.length;
            return this;
        }

        Body add(EncodedJson json) {
            parts.add(json);
            length += json.length();
            return this;
        }

        byte[] toBytes() {
            byte[] all = new byte[length];
            int at = 0;
            for (Object part : parts) {
                if (part instanceof EncodedJson json) {
                    json.copyTo(all, at);
                    at += json.length();
                } else {
                    byte[] text = (byte[]) part;
                    System.arraycopy(text, 0, all, at, text.length);
                    at += text.length;
                }
            }
            return all;
        }
    }
}
