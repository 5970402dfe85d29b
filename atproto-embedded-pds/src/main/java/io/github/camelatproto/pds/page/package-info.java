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
 * The page at {@code GET /}: what the accounts hold and what their commits change, live. It is made of static files
 * that ask the XRPC methods of the PDS, and under {@code /page/} for what those do not tell.
 */
@NullMarked
package io.github.camelatproto.pds.page;

import org.jspecify.annotations.NullMarked;
