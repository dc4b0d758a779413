/** Finding messages by their words: an index of its own that follows each thread's revisions, and the search over it. */
export { indexConversation } from './indexing/index-conversation.ts';
export { SearchIndexer } from './indexing/indexer.ts';
export { searchMessages } from './queries/search-messages.ts';
export { searchRoutes } from './routes.ts';
