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
package io.github.camelatproto.repo;

/**
 * Says that what was given is no repo, or not the one that it was said to be: a CAR that breaks off, a block that is
 * not that of its CID, a tree that breaks the specification or is not whole, a signature of another key. The message
 * names CIDs and positions, and nothing of records.
 */
public class InvalidRepoException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidRepoException(String message) {
        super(message);
    }

    public InvalidRepoException(String message, Throwable cause) {
        super(message, cause);
    }
}
