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
package io.github.camelatproto.component.exception;

/**
 * More than one commit can hold: over 200 writes, or a request or commit over the PDS's byte limit. Nothing was
 * written. Where the writes need not land together, {@code atomic=false} spreads them over several commits. Or a blob
 * is larger than {@code maxBlobSize}, or than the PDS takes.
 */
public class PayloadTooLargeException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    public PayloadTooLargeException(String message) {
        super(message);
    }
}
