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
package io.github.camelatproto.component.commit;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.exception.AtprotoException;

/** How the units of a group go on after a step that did not end them. */
interface Onward {

    /** They are delivered at once. */
    CompletionStage<Void> deliver(List<Tracked> group, Course course);

    /** They are delivered after a pause. */
    CompletionStage<Void> again(List<Tracked> group, Course course);

    /** They are delivered in these parts, one after another, because the whole was refused. */
    CompletionStage<Void> inParts(List<List<Tracked>> parts, AtprotoException why);

    /** They end with this error, unless an earlier send of theirs has landed. */
    CompletionStage<Void> fail(List<Tracked> group, AtprotoException error);

    /** The PDS will not have anything of this session now: all that was to be delivered ends with this error. */
    CompletionStage<Void> deny(AtprotoException error);
}
