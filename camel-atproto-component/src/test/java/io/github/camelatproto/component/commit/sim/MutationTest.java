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
package io.github.camelatproto.component.commit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The oracle bites: an engine with one rule less is caught, by trials of a few seeds or by the scenarios. */
class MutationTest {

    private static final int MOST_TRIALS = 600;

    @Test
    void everyRuleThatIsBrokenIsCaught() throws ReflectiveOperationException {
        List<Mutation> survivors = new ArrayList<>();
        List<Mutation> mutations = Mutation.all();
        for (Mutation mutation : mutations) {
            String caught = hunt(mutation);
            System.out.println("mutation " + mutation + ": " + caught);
            if (caught.equals("survived")) {
                survivors.add(mutation);
            }
        }
        System.out.println("mutations: " + (mutations.size() - survivors.size()) + " of " + mutations.size() + " caught");
        assertThat(survivors).isEmpty();
    }

    private static String hunt(Mutation mutation) throws ReflectiveOperationException {
        LongFunction<?> hunt = (LongFunction<?>) new MutantLoader(mutation).loadClass(Hunt.class.getName())
                .getDeclaredConstructor().newInstance();
        for (int seed = 1; seed <= MOST_TRIALS; seed++) {
            if (isCaught(hunt, seed)) {
                return "caught after " + seed + " trials";
            }
            if (seed == 20 && isCaught(hunt, 0)) {
                return "caught by a scenario";
            }
        }
        return "survived";
    }

    private static boolean isCaught(LongFunction<?> hunt, long seed) {
        return !((List<?>) hunt.apply(seed)).isEmpty();
    }
}
