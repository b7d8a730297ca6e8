// Opens files with the parsers of other programs: a request on each line of stdin,
// an answer on each line of stdout. {"format": ..., "content": ...} -> {"nodes", "edges", ...}
"use strict";
const readline = require("readline");
const { MultiGraph } = require("graphology");
const gexf = require("graphology-gexf");
const graphml = require("graphology-graphml");
const cytoscape = require("cytoscape");

function listed(graph) {
  const nodes = {};
  const edges = {};
  graph.forEachNode((id, values) => { nodes[id] = values; });
  graph.forEachEdge((id, values, source, target) => { edges[id] = { ...values, source, target }; });
  return { about: graph.getAttributes(), nodes, edges };
}

function opened(document) {
  const graph = cytoscape({ headless: true, elements: document.elements });
  const nodes = {};
  const edges = {};
  graph.nodes().forEach((node) => { nodes[node.id()] = node.data(); });
  graph.edges().forEach((edge) => { edges[edge.id()] = edge.data(); });
  return { about: document.data, nodes, edges };
}

const READERS = {
  gexf: (content) => listed(gexf.parse(MultiGraph, content)),
  graphml: (content) => listed(graphml.parse(MultiGraph, content)),
  cytoscape: (content) => opened(JSON.parse(content)),
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { format, content } = JSON.parse(line);
  let answer;
  try {
    answer = READERS[format](content);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
