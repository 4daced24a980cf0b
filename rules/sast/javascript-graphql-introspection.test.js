const { ApolloServer } = require("@apollo/server");
const { graphqlHTTP } = require("express-graphql");

// ruleid: javascript-graphql-introspection
const server = new ApolloServer({ typeDefs, resolvers, introspection: true });

// ruleid: javascript-graphql-introspection
app.use("/graphql", graphqlHTTP({ schema, rootValue: root, graphiql: true }));

// ruleid: javascript-graphql-introspection
const older = new ApolloServer({ playground: true, schema });

// ok: javascript-graphql-introspection
const quiet = new ApolloServer({ typeDefs, resolvers, introspection: false });
// ok: javascript-graphql-introspection
const byEnvironment = new ApolloServer({ schema, introspection: process.env.NODE_ENV !== "production" });
// ok: javascript-graphql-introspection
app.use("/graphql", graphqlHTTP({ schema }));
