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
 * XRPC over HTTP: what happens to a call between the socket and the method that answers it, in the order of the
 * reference PDS.
 * <p>
 * {@link io.github.camelatproto.pds.xrpc.PdsServer} listens. It collects the body of a request on the event loop,
 * bounded in size and time, and hands both to {@link io.github.camelatproto.pds.xrpc.PendingCall}, which runs in a
 * worker: parameters, authorization, body, input, rate limits, then the
 * {@link io.github.camelatproto.pds.xrpc.XrpcMethod}. What comes out is a
 * {@link io.github.camelatproto.pds.xrpc.Reply}, which goes back over the event loop.
 *
 * @see <a href="https://atproto.com/specs/xrpc">HTTP API (XRPC)</a>
 */
@NullMarked
package io.github.camelatproto.pds.xrpc;

import org.jspecify.annotations.NullMarked;
