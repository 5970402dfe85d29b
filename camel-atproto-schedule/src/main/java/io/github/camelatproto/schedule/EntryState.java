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
package io.github.camelatproto.schedule;

/** What is to become of an entry. */
public enum EntryState {

    /** It is written when its time has come. */
    SCHEDULED,
    /** A person has to release it first. */
    HELD,
    /** It is being written, or somebody has to find out whether it was; it can no longer be changed. */
    PUBLISHING,
    /** It has been written, and does not come again. */
    PUBLISHED,
    /** It was too late to be written, and does not come again. */
    SKIPPED,
    /** It cannot be written as it is; a person has to change it. */
    FAILED,
    /** A person does not want it any more. */
    CANCELLED;

    /** Whether it may be changed, put off, called off or brought forward. */
    public boolean isOpen() {
        return this == SCHEDULED || this == HELD || this == FAILED;
    }
}
