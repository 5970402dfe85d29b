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
/**
 * The data model of the AT Protocol in plain Java, and its two encodings: JSON, in which records travel, and DAG-CBOR,
 * over which their CIDs are computed.
 * <p>
 * A tree is made of {@code Map<String, Object>}, {@code List<Object>}, {@link java.lang.String},
 * {@link java.lang.Long}, {@link java.lang.Boolean}, {@code null}, {@code byte[]} (in JSON
 * <code>{"$bytes": ...}</code>) and {@link io.github.camelatproto.data.Cid} (in JSON <code>{"$link": ...}</code>).
 * There are no floats, and integers that travel as JSON lie within &#177;(2<sup>53</sup> - 1).
 * {@link io.github.camelatproto.data.AtJson} reads and checks such trees, {@link io.github.camelatproto.data.DagCbor}
 * encodes them; what either refuses is a {@link io.github.camelatproto.data.DataModelException}, which names the path
 * and never a string's content, because records do not belong into logs. A PDS, which has to take more than that, reads
 * with {@link io.github.camelatproto.data.AtJson#parseLax(byte[])}.
 * <p>
 * Maps and lists that come from here are unmodifiable, but a {@code byte[]} in them is not: do not change it.
 *
 * @see <a href="https://atproto.com/specs/data-model">Data model</a>
 */
@NullMarked
package io.github.camelatproto.data;

import org.jspecify.annotations.NullMarked;
