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
package io.github.camelatproto.benchmarks;

import java.time.Duration;

/**
 * One of those who are measured beside each other.
 *
 * @param name  as it is printed
 * @param round measures once
 */
record Contender(String name, Round round) {

    /** Writes for about that long, and gives the records (or calls) a second. */
    interface Round {
        double rate(Duration time) throws Exception;
    }
}
