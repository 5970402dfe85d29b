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
package io.github.camelatproto.pds.comparison;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that is done to both PDSs.
 *
 * @param name as in the transcripts
 * @param call does it, and says what came of it
 */
record Case(String name, Function<Side, Answer> call) {

    static Case call(String name, Request request) {
        return new Case(name, side -> side.send(request));
    }

    /** Many calls at the same moment; what counts is how many came to which end. */
    static Case callAtOnce(int times, String name, Request request) {
        return new Case(name, side -> side.sendAtOnce(times, request));
    }

    /** What is done without an XRPC call, for later ones to find it done. */
    static Case event(String name, Consumer<Side> event) {
        return new Case(name, side -> {
            event.accept(side);
            return Answer.NONE;
        });
    }

    /** Later calls refer to what the answer has at a JSON pointer. */
    Case keeping(String as, String pointer) {
        return new Case(name, side -> {
            Answer answer = call.apply(side);
            side.names().put(as, answer.body().at(pointer).asText());
            return answer;
        });
    }
}
