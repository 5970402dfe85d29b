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
 * A Personal Data Server of the AT Protocol inside the JVM, for quick starts and tests: real DAG-CBOR, CIDs, Merkle
 * search trees and signed commits, sessions that expire, blobs and rate limits, with the answers of the reference PDS,
 * its oddities included. It is no server for the public: its DIDs are registered nowhere, and it speaks plain HTTP.
 *
 * <pre>{@code
 * try (EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start()) {
 *     pds.faults().next("com.atproto.repo.applyWrites", Fault.dropAfterCommit());
 *     // pds.url()
 * }
 * }</pre>
 *
 * What can go wrong with a PDS can be ordered from this one: {@link io.github.camelatproto.pds.Faults}.
 */
@NullMarked
package io.github.camelatproto.pds;

import org.jspecify.annotations.NullMarked;
