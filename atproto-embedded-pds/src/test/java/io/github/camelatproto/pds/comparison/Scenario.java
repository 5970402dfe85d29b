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
package io.github.camelatproto.pds.comparison;

import java.util.List;

/**
 * Calls that build on one another.
 *
 * @param accounts that are there before the first call, with empty repos
 */
record Scenario(String name, List<String> accounts, List<Case> cases) {

    /** With the account of alice. */
    static Scenario of(String name, Case... cases) {
        return new Scenario(name, List.of("alice"), List.of(cases));
    }

    /** With the accounts of alice and bob. */
    static Scenario ofTwo(String name, Case... cases) {
        return new Scenario(name, List.of("alice", "bob"), List.of(cases));
    }

    /** What a case is called beyond the scenario. */
    String call(Case each) {
        return name + ": " + each.name();
    }

    List<String> calls() {
        return cases.stream().map(this::call).toList();
    }
}
