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
 * What a PDS does, said over the wire: the calls that the component lives on, with every answer and every refusal that
 * it has to understand. Nothing of the component takes part; the only code of ours is the data model, which computes
 * the CIDs that the PDS has to come to as well.
 * <p>
 * To run it against another PDS, implement {@link io.github.camelatproto.contract.Pds} for it and extend
 * {@link io.github.camelatproto.contract.PdsContract} with a class that hands it over, as
 * {@link io.github.camelatproto.contract.ReferencePdsContractIT} does.
 * <p>
 * The measure is the reference PDS, oddities included. Messages are compared whole where they are fixed words or carry
 * what a client may read from them; those that come from checking input against a lexicon have to name the place only.
 */
@NullMarked
package io.github.camelatproto.contract;

import org.jspecify.annotations.NullMarked;
