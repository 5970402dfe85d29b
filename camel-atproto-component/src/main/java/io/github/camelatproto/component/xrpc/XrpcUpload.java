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
package io.github.camelatproto.component.xrpc;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The input of a procedure that is no JSON, and too large to be held: bytes of a length that is known. May be asked
 * again, by one thread at a time, and gives the same.
 */
public interface XrpcUpload {

    /** Such as {@code image/png}. */
    String contentType();

    /** In bytes. */
    long length();

    /**
     * Writes all of it, on the thread that makes the call, which may block.
     *
     * @throws BrokenUploadException if it cannot be read, or is not as long as it says
     * @throws IOException           if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
}
