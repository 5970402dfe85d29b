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
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.commit.VirtualTime;

/** A repo on a PDS, and who writes to it: everything that the oracle looks at. */
final class World {

    final VirtualTime time = new VirtualTime();
    final Ledger ledger = new Ledger();
    final Pds pds;
    final Network network;
    private final List<Site> sites = new ArrayList<>();

    World(PdsTraits traits, Weather weather) {
        pds = new Pds(traits, time);
        network = new Network(time, pds, weather, ledger::carried);
    }

    /** Another host with an engine. */
    Site addSite(RandomGenerator random) {
        Site site = new Site(time, pds, network, ledger, random);
        sites.add(site);
        return site;
    }

    List<Site> sites() {
        return sites;
    }
}
