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
 * Sessions: who writes, with which tokens, on which PDS.
 *
 * <p>
 * {@link io.github.camelatproto.component.session.SessionManager} logs in once per account and renews the tokens when
 * the PDS refuses them; {@link io.github.camelatproto.component.session.SessionRepo} is the commit engine's way to a
 * repo.
 */
@NullMarked
package io.github.camelatproto.component.session;

import org.jspecify.annotations.NullMarked;
