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
package io.github.camelatproto.schedule.page;

import java.time.Instant;

/**
 * Somebody's visit, which a cookie names. Immutable.
 *
 * @param token      the cookie's value; a secret
 * @param csrf       what a form has to bring along; a secret
 * @param until      when it ends
 * @param isLoggedIn whether the password was given
 */
record Visit(String token, String csrf, Instant until, boolean isLoggedIn) {

    /** Neither secret. */
    @Override
    public String toString() {
        return "visit until " + until;
    }
}
