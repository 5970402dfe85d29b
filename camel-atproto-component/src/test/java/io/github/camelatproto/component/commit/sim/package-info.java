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
 * The simulator of the commit engine: a model PDS behind a network that loses, delays, doubles and reorders calls,
 * engines that die and start again, clocks that jump, a second writer, all from one seed; and the oracle that compares
 * what was asked for with what is in the repo.
 *
 * <p>
 * {@link io.github.camelatproto.component.commit.sim.Trial} is one run of it.
 * {@link io.github.camelatproto.component.commit.sim.Oracle} judges it.
 */
@NullMarked
package io.github.camelatproto.component.commit.sim;

import org.jspecify.annotations.NullMarked;
