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
package io.github.camelatproto.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.camelatproto.repo.CarReader;
import io.github.camelatproto.repo.InvalidRepoException;

/** A CAR gives blocks that are those of their CIDs, or is refused as documented. */
public final class CarTarget {

    private CarTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            CarReader car = new CarReader(new ByteArrayInputStream(input));
            while (car.next() != null) {
                // each is checked as it comes
            }
        } catch (InvalidRepoException e) {
            // as documented
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
