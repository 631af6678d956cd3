import type { FastifyInstance } from 'fastify'
import {
  CraftPage,
  Product,
  ProductIdOrSlugParams,
  ProductIdParams,
  ProductListQuery,
  ProductPage,
  Seller,
  SellerIdOrSlugParams,
  SellerListQuery,
  SellerPage,
  SuggestionPage,
  SuggestionQuery,
} from '../../../../contracts/products.ts'
import { sendVersion } from '../../platform/http/if-match.ts'
import { route } from '../../platform/http/route.ts'
import { browseProducts } from './browse-products.ts'
import { browseCrafts, browseSellers, showSeller } from './browse-sellers.ts'
import type { Deps } from './deps.ts'
import { showProduct, showRelated } from './show-product.ts'
import { suggest } from './suggest.ts'

const tags = ['Market']

export function productRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, {
    method: 'GET',
    url: '/products',
    access: 'public',
    summary: 'Browse what the workshops sell',
    description:
      '`seller` is an id or a slug; prices are compared with the cheapest variant. `q` looks in both languages, forgives accents and takes the beginning of its last word; when nothing says that, names that look like it are listed. `inStock=true` leaves out what is sold out. A cursor continues the list it came from: the same filters and order.',
    tags,
    schema: { querystring: ProductListQuery, response: { 200: ProductPage } },
    handler: (request) => browseProducts(deps, request.query, request.language),
  })
  route(app, {
    method: 'GET',
    url: '/products/:idOrSlug',
    access: 'public',
    summary: 'One product, by id or slug',
    description: '`SOLD_OUT` follows the stock by itself; `stock` is what can be bought now.',
    tags,
    schema: { params: ProductIdOrSlugParams, response: { 200: Product } },
    handler: async (request, reply) => {
      const found = await showProduct(deps, {
        idOrSlug: request.params.idOrSlug,
        language: request.language,
        viewerId: request.viewer?.userId ?? null,
      })
      sendVersion(reply, found.version)
      return found
    },
  })
  route(app, {
    method: 'GET',
    url: '/products/:id/related',
    access: 'public',
    summary: 'More of the same',
    description: 'What can be bought now from the same workshop, then of the same craft; twelve at most, in one page.',
    tags,
    schema: { params: ProductIdParams, response: { 200: ProductPage } },
    handler: (request) => showRelated(deps, { productId: request.params.id, language: request.language }),
  })
  route(app, {
    method: 'GET',
    url: '/crafts',
    access: 'public',
    summary: 'The crafts of Oaxaca, with where each is made',
    tags,
    schema: { response: { 200: CraftPage } },
    handler: (request) => browseCrafts(deps, request.language),
  })
  route(app, {
    method: 'GET',
    url: '/sellers',
    access: 'public',
    summary: 'The workshops, verified ones first',
    tags,
    schema: { querystring: SellerListQuery, response: { 200: SellerPage } },
    handler: (request) => browseSellers(deps, request.query, request.language),
  })
  route(app, {
    method: 'GET',
    url: '/sellers/:idOrSlug',
    access: 'public',
    summary: 'One workshop, by id or slug',
    tags,
    schema: { params: SellerIdOrSlugParams, response: { 200: Seller } },
    handler: (request) => showSeller(deps, request.params.idOrSlug, request.language),
  })
  route(app, {
    method: 'GET',
    url: '/suggestions',
    access: 'public',
    summary: 'What one search box offers while you type',
    description:
      'Experiences, products, workshops and crafts together. What begins with the text comes first, then what looks like it: accents and typos are forgiven, in both languages.',
    tags,
    schema: { querystring: SuggestionQuery, response: { 200: SuggestionPage } },
    handler: (request) => suggest(deps, { ...request.query, language: request.language }),
  })
}
